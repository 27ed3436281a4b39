using System.Linq.Expressions;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>A photo that somebody handed in of a station. Its bytes stand in a file, without anything a camera wrote beside the picture; what was known of it stands here.</summary>
public sealed class Picture : IOfStation, IMayBePublic<Picture>
{
    Picture() { }

    public static Expression<Func<Picture, bool>> IsPublic => picture => picture.PublishedAt != null && picture.ForgottenAt == null;

    /// <summary>Made by whoever sent it, so that it can be sent again.</summary>
    public Guid Id { get; private init; }
    public Guid UnionId { get; private init; }
    public Guid StationId { get; private init; }

    /// <summary>Who took it; gone when the picture is.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Of what came, once it was cut.</summary>
    public byte[] Sha256 { get; private init; } = [];
    public int Bytes { get; private init; }

    /// <summary>As it is shown, be the camera held upright or not.</summary>
    public int Width { get; private init; }
    public int Height { get; private init; }

    /// <summary>When, where and which way, as the phone said; it may err.</summary>
    public DateTime? TakenAt { get; private set; }
    public double? Lat { get; private set; }
    public double? Lon { get; private set; }
    public int? Bearing { get; private set; }
    public DateTime KeptAt { get; private init; }

    /// <summary>Since when there is a small one; none yet, or this machine cannot make any.</summary>
    public DateTime? SmallAt { get; private init; }
    public DateTime? PublishedAt { get; private set; }
    public DateTime? ForgottenAt { get; private set; }

    internal static Picture Of(Guid id, CleanJpeg came, byte[] sha256, int bytes, PictureFacts facts, DateTime at) => new()
    {
        Id = id, UnionId = facts.UnionId, StationId = facts.StationId, AccountId = facts.AccountId, Sha256 = sha256, Bytes = bytes, Width = came.Width, Height = came.Height,
        TakenAt = facts.TakenAt, Lat = facts.Lat, Lon = facts.Lon, Bearing = facts.Bearing, KeptAt = at,
    };

    /// <summary>From now on everybody may see it. Whoever calls this has looked at it.</summary>
    public void Publish(DateTime at)
    {
        Rule.Require(ForgottenAt is null, Say.Forgotten);
        PublishedAt = at;
    }

    public void Withdraw() => PublishedAt = null;

    /// <summary>Nothing stays but that there was one; its files are taken away by <see cref="PictureFiles.Forget"/> or the next sweep.</summary>
    public void Forget(DateTime at) => (ForgottenAt, PublishedAt, AccountId, TakenAt, Lat, Lon, Bearing) = (at, null, null, null, null, null, null);
}
