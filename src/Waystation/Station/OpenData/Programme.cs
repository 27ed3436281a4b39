using Waystation.Places;

namespace Waystation.OpenData;

/// <summary>
/// What one union offers at its places of one kind: HSDS calls it a service. Places that rest for a time are a programme of their own,
/// because in HSDS the service says whether it is there.
/// </summary>
public sealed record Programme(Guid Id, PublicUnion Union, StationKind Kind, bool Rests, IReadOnlyList<Place> Places)
{
    static readonly Dictionary<(string Kind, bool Rests), Guid> parts =
        (from kind in StationKind.All from rests in new[] { false, true } select (kind.Code, rests)).ToDictionary(p => p, p => DerivedId.Part($"service {p.Code} {p.rests}"));

    public string Name => Union.Name + Kind.Word;

    public DateTime ChangedAt { get; } = Places.Max(p => p.ChangedAt);

    /// <summary>All that is usable at one of its places or more.</summary>
    public ulong Facilities { get; } = Places.Aggregate(0UL, (all, place) => all | place.Facilities);

    public static Guid IdOf(Guid union, StationKind kind, bool rests) => DerivedId.Of(union, parts[(kind.Code, rests)]);

    public static IEnumerable<Programme> Of(IEnumerable<Place> places, IReadOnlyDictionary<Guid, PublicUnion> unions) =>
        from place in places
        where unions.ContainsKey(place.UnionId)
        group place by (place.UnionId, place.Kind, Rests: place.Status == StationStatus.Suspended) into one
        let programme = new Programme(IdOf(one.Key.UnionId, one.Key.Kind, one.Key.Rests), unions[one.Key.UnionId], one.Key.Kind, one.Key.Rests, [.. one])
        orderby programme.Places[0].Code
        select programme;
}
