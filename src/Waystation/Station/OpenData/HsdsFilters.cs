using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Places;

namespace Waystation.OpenData;

/// <summary>Which things of the register a query means: each filter leaves fewer.</summary>
static class HsdsFilters
{
    public static IReadOnlyList<Programme> Programmes(this OpenRegister register, HsdsQuery asked) =>
    [
        .. register.Programmes.Where(programme =>
            (asked.Organization is not { } union || programme.Union.Id == union)
            && asked.Terms.All(term => term.Fits(programme))
            && IsOf(asked.Taxonomy, programme.Facilities)
            && !(programme.ChangedAt < asked.ModifiedAfter?.UtcDateTime)
            && asked.Finds(programme.Name, programme.Kind.Word)),
    ];

    public static IReadOnlyList<PublicUnion> Unions(this OpenRegister register, HsdsQuery asked) => [.. register.Unions.Where(union => asked.Finds(union.Name, union.Kind))];

    public static IReadOnlyList<Taxonomy> Taxonomies(HsdsQuery asked) => [.. Taxonomy.All.Where(taxonomy => asked.Finds(taxonomy.Name, taxonomy.Description))];

    /// <summary>No word of ours stands below another, so each is a top one and none has a parent.</summary>
    public static IReadOnlyList<(Taxonomy Of, Term Term)> Terms(HsdsQuery asked) =>
    [
        .. from taxonomy in Taxonomy.All
           where asked.Taxonomy is not { } one || taxonomy.Id == one
           from term in taxonomy.Terms
           where asked.Parent is null && asked.Finds(term.Name, term.Code)
           select (taxonomy, term),
    ];

    /// <summary>Nearest first where somebody asks from somewhere, otherwise in the order of their numbers.</summary>
    public static IReadOnlyList<(Place Place, double? Metres)> Places(this OpenRegister register, HsdsQuery asked, WorkingCalendar calendar)
    {
        var found = register.Places.Where(place => Fits(register, place, asked, calendar));
        if (asked.Near is not { } here) return [.. found.Select(place => (place, (double?)null))];

        return
        [
            .. from place in found
               where place.IsLocated
               let metres = Sphere.Metres(here, place.Position)
               where !(metres > asked.Radius)
               orderby metres, place.Code
               select (place, (double?)metres),
        ];
    }

    static bool Fits(OpenRegister register, Place place, HsdsQuery asked, WorkingCalendar calendar) =>
        (asked.Organization is not { } union || place.UnionId == union)
        && asked.Terms.All(term => term.Fits(place))
        && IsOf(asked.Taxonomy, place.Facilities)
        && !(place.ChangedAt < asked.ModifiedAfter?.UtcDateTime)
        && (asked.OpenAt is not { } at || IsOpen(place, at, calendar))
        && asked.Finds(place.Name, place.Address, place.Street, place.District, place.Code, register.ProgrammeOf(place).Union.Name);

    /// <summary>Every place has a kind; facilities not every one has. Of a taxonomy that we do not have, nothing.</summary>
    static bool IsOf(Guid? taxonomy, ulong facilities) =>
        taxonomy is not { } id || id == Taxonomy.Kinds.Id || (id == Taxonomy.Facilities.Id && facilities != 0);

    static bool IsOpen(Place place, DateTimeOffset at, WorkingCalendar calendar) =>
        place.Status == StationStatus.Active && place.OpeningAt(at, calendar).State is OpenState.Open;
}
