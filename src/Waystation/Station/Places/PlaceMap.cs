using Waystation.Calendar;
using Waystation.Geography;

namespace Waystation.Places;

/// <summary>All places with coordinates, at one moment: never changed, only replaced. Safe for many threads.</summary>
public sealed class PlaceMap
{
    public static readonly PlaceMap Empty = new([], WorkingCalendar.China);

    readonly Place[] places;
    readonly PlaceTree tree;
    readonly ulong[] facilities;
    readonly StationKind[] kinds;
    readonly int[] scheduleOf;
    readonly bool[] isSpecial;
    readonly OpeningHours?[] schedules;
    readonly WorkingCalendar calendar;
    OpenBoard? latest;
    Dictionary<(string District, string Street), Area>? areas;

    public PlaceMap(IEnumerable<Place> all, WorkingCalendar calendar)
    {
        this.calendar = calendar;
        places = [.. all.OrderBy(p => p.Code, StringComparer.Ordinal)];
        tree = new PlaceTree(places);
        facilities = Array.ConvertAll(places, p => p.Facilities);
        kinds = Array.ConvertAll(places, p => p.Kind);
        schedules = [.. places.Select(p => p.Hours).Distinct(SameHours.Comparer)];
        var number = schedules.Index().ToDictionary(s => s.Item?.Text ?? "", s => s.Index);
        scheduleOf = Array.ConvertAll(places, p => number[p.Hours?.Text ?? ""]);
        isSpecial = Array.ConvertAll(places, p => !ReferenceEquals(p.Said, Said.Nothing));
    }

    public IReadOnlyList<Place> Places => places;

    /// <summary>Null where no place stands. With an empty street: the whole district.</summary>
    public Area? AreaOf(string district, string street) => (areas ??= Area.Of(places)).GetValueOrDefault((district, street));

    /// <summary>The nearest places by great-circle distance, nearest first, as many as <paramref name="hits"/> holds and the search wants.</summary>
    public int Nearest(NearbySearch search, DateTimeOffset now, Span<Hit> hits)
    {
        var wanted = hits[..Math.Min(hits.Length, search.Limit)];
        var farthest = search.Radius is { } metres ? Hit.Chord2Of(metres) : 4;
        var pass = new Pass(this, search, search.OpenOnly ? BoardAt(search.At ?? now) : null);
        return tree.Nearest(search.From, farthest, search.Facilities, pass, wanted);
    }

    /// <summary>Whether a place is open at an instant, and until when: by its hours, and by what people say of it.</summary>
    public Opening OpeningOf(int place, DateTimeOffset at) => OpeningOf(place, BoardAt(at));

    /// <summary>How many places are open for certain at an instant.</summary>
    public int CountOpen(DateTimeOffset at)
    {
        var (board, open) = (BoardAt(at), 0);
        for (var i = 0; i < places.Length; i++)
            if (IsOpen(i, board)) open++;
        return open;
    }

    Opening OpeningOf(int place, OpenBoard board) =>
        isSpecial[place] ? places[place].With(board.Of(scheduleOf[place]), board.Minute, calendar) : board.Of(scheduleOf[place]);

    bool IsOpen(int place, OpenBoard board) =>
        (isSpecial[place] ? places[place].StateWith(board.States[scheduleOf[place]], board.Minute) : board.States[scheduleOf[place]]) is OpenState.Open;

    OpenBoard BoardAt(DateTimeOffset at)
    {
        var minute = new DateTimeOffset(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        var board = latest;
        if (board?.Minute == minute) return board;

        return latest = new OpenBoard(schedules, minute, calendar);
    }

    readonly struct Pass(PlaceMap map, NearbySearch search, OpenBoard? board) : IPass
    {
        public bool Passes(int place) =>
            (map.facilities[place] & search.Facilities) == search.Facilities
            && (search.Kind is null || map.kinds[place] == search.Kind)
            && (board is null || map.IsOpen(place, board));
    }

    sealed class SameHours : IEqualityComparer<OpeningHours?>
    {
        public static readonly SameHours Comparer = new();

        public bool Equals(OpeningHours? a, OpeningHours? b) => a?.Text == b?.Text;

        public int GetHashCode(OpeningHours? hours) => hours?.Text.GetHashCode(StringComparison.Ordinal) ?? 0;
    }
}

/// <summary>What somebody looks for.</summary>
/// <param name="From">WGS-84.</param>
/// <param name="Limit">At most so many places.</param>
/// <param name="Radius">Metres; null: however far.</param>
/// <param name="OpenOnly">Only places that are open for certain, at <paramref name="At"/> or now.</param>
/// <param name="At">The instant asked about; null: now.</param>
/// <param name="Facilities">A set of <see cref="Facility.Bit"/>; a place must have them all.</param>
/// <param name="Kind">Null: every kind, also those that do not serve outdoor workers.</param>
public sealed record NearbySearch(Position From, int Limit = 20, double? Radius = null, bool OpenOnly = false, DateTimeOffset? At = null, ulong Facilities = 0, StationKind? Kind = null);
