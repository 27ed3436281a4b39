using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.FullExports;

/// <summary>A list that is to leave the house unmasked, for a purpose: asked for by one officer, released by another, taken once, within a day.</summary>
public sealed class FullExport : IBelongToUnion
{
    static readonly TimeSpan aDay = TimeSpan.FromDays(1);

    FullExport() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The union whose list it is.</summary>
    public Guid UnionId { get; private init; }

    /// <summary>It takes in the unions below.</summary>
    public bool Below { get; private init; }

    /// <summary>None: the list of members, as it was filtered.</summary>
    public string? Indicator { get; private init; }
    public DateOnly? Month { get; private init; }
    public int People { get; private init; }
    public Purpose Purpose { get; private init; }
    public Guid AskedBy { get; private init; }
    public Guid AskedPost { get; private init; }
    public DateTime AskedAt { get; private init; }
    public DateTime ExpiresAt { get; private init; }
    public Guid? ReleasedBy { get; private set; }
    public Guid? ReleasedPost { get; private set; }
    public DateTime? ReleasedAt { get; private set; }

    public bool IsReleased => ReleasedAt is not null;

    public bool IsOverAt(DateTime at) => at >= ExpiresAt;

    internal static FullExport Ask(ListMeant list, int people, Purpose why, Officer by, DateTime at) => new()
    {
        UnionId = list.UnionId, Below = by.Below, Indicator = list.Indicator, Month = list.Month, People = people, Purpose = why,
        AskedBy = by.AccountId, AskedPost = by.PostId, AskedAt = at, ExpiresAt = at + aDay,
    };

    internal void Release(Officer by, DateTime at)
    {
        Rule.Require(by.AccountId != AskedBy, Say.SomebodyElseReleases);
        Rule.Require(!IsReleased, Say.ReleasedAlready);
        Rule.Require(!IsOverAt(at), Say.DayIsOver);
        Rule.Require(by.Below || !Below, Say.ReachesTooLittle);
        (ReleasedBy, ReleasedPost, ReleasedAt) = (by.AccountId, by.PostId, at);
    }

    internal void RequireMayBeTaken(Officer by, DateTime at)
    {
        Rule.Require(by.AccountId == AskedBy, Say.WhoAskedTakesIt);
        Rule.Require(IsReleased, Say.NotReleased);
        Rule.Require(!IsOverAt(at), Say.DayIsOver);
    }
}

/// <summary>Who acts: an account, on a post, which reaches below or not.</summary>
sealed record Officer(Guid AccountId, Guid PostId, bool Below);

/// <summary>Which list is meant: the records behind a number, or the list of members.</summary>
sealed record ListMeant(Guid UnionId, string? Indicator = null, DateOnly? Month = null);
