using Waystation.Calendar;

namespace Waystation.Places;

/// <summary>Answers a search from this node's memory, with each place's state at the instant asked about.</summary>
public sealed class NearbyPlaces(StationIndex index, TimeProvider clock)
{
    /// <summary>Tells each place found, nearest first, with its state and its distance in metres.</summary>
    public void Find(NearbySearch search, Action<Place, Opening, double?> tell)
    {
        var (map, now) = (index.Map, clock.GetUtcNow());
        Span<Hit> hits = stackalloc Hit[search.Limit];
        var found = map.Nearest(search, now, hits);
        foreach (var hit in hits[..found]) tell(map.Places[hit.Place], map.OpeningOf(hit.Place, search.At ?? now), hit.Metres);
    }

    /// <summary>The instant a search asks about.</summary>
    internal DateTimeOffset At(NearbySearch search) => search.At ?? clock.GetUtcNow();

    /// <summary>Every place, or those in a box, with its state now or at another instant.</summary>
    internal IEnumerable<(Place Place, Opening Opening)> All(Box? box, DateTimeOffset? at = null)
    {
        var (map, then) = (index.Map, at ?? clock.GetUtcNow());
        for (var i = 0; i < map.Places.Count; i++)
            if (box is not { } within || within.Holds(map.Places[i].Position)) yield return (map.Places[i], map.OpeningOf(i, then));
    }
}
