namespace Waystation.Places;

/// <summary>What a place must offer to be shown, as an address says it. A word that nobody knows is told, never bent into one that somebody does.</summary>
/// <param name="All">Also where it is closed, or nobody knows.</param>
/// <param name="At">Null: now.</param>
readonly record struct PlaceWish(bool All, DateTimeOffset? At, ulong Facilities, StationKind? Kind)
{
    const int MostNamed = 15;

    public bool IsMetBy(Place place, Calendar.Opening opening) =>
        (place.Facilities & Facilities) == Facilities && (Kind is null || place.Kind == Kind) && (All || opening.State is Calendar.OpenState.Open);

    /// <param name="open">now, or nothing: only open ones; any; or an instant.</param>
    /// <param name="kind">None where it is empty, as a form leaves it.</param>
    public static PlaceWish Read(string? open, IEnumerable<string?>? facilities, string? kind, out WrongParameter? wrong)
    {
        wrong = null;
        var at = NearbyParameters.Instant(open ?? "");
        if (open is not (null or "" or "now" or "true" or "any") && at is null) wrong = new("open", Say.OpenExpected);
        return new(open == "any", at, FacilitiesOf(facilities ?? [], ref wrong), string.IsNullOrEmpty(kind) ? null : KindOf(kind, ref wrong));
    }

    /// <summary>All of them, as a set of <see cref="Facility.Bit"/>.</summary>
    public static ulong FacilitiesOf(IEnumerable<string?> words, ref WrongParameter? wrong)
    {
        ulong wanted = 0;
        foreach (var word in words)
        {
            if (Facility.Read(word ?? "") is { } facility) wanted |= facility.Bit;
            else wrong ??= new("facility", Say.FacilityExpected(word ?? "", string.Join('、', Facility.All.Take(MostNamed).Select(f => f.Word))));
        }

        return wanted;
    }

    public static StationKind? KindOf(string word, ref WrongParameter? wrong)
    {
        var kind = StationKind.Read(word);
        if (kind is null) wrong ??= new("kind", Say.KindExpected(string.Join('、', StationKind.All.Select(k => k.Word))));
        return kind;
    }
}
