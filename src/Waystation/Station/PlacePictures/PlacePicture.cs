using System.Linq.Expressions;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.PlacePictures;

/// <summary>A picture that is to show a place to everybody. Whether it does yet, the picture of the same id says.</summary>
public sealed class PlacePicture : IOfStation, IMayBePublic<PlacePicture>
{
    public const int ShortestDescription = 4, LongestDescription = 100;

    PlacePicture() { }

    /// <summary>As long as the picture itself is published.</summary>
    public static Expression<Func<PlacePicture, bool>> IsPublic => one => one.EndedAt == null;

    /// <summary>The picture's.</summary>
    public Guid Id { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }

    /// <summary>What it shows, for those who cannot see it.</summary>
    public string Description { get; private set; } = "";
    public DateTime OfferedAt { get; private init; }

    /// <summary>Refused or withdrawn.</summary>
    public DateTime? EndedAt { get; private set; }

    internal static PlacePicture Of(Station station, Guid picture, string description, DateTime at) =>
        new() { Id = picture, StationId = station.Id, UnionId = station.UnionId, Description = description, OfferedAt = at };

    internal static string Described(string? typed)
    {
        var said = string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Rule.Require(said.Length is >= ShortestDescription and <= LongestDescription, Say.Describe(ShortestDescription, LongestDescription));
        return said;
    }

    internal void Describe(string description) => Description = description;

    internal void End(DateTime at) => EndedAt = at;
}
