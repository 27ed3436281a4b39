namespace Waystation.Equipment;

/// <summary>By which rule a batch is spread over places.</summary>
public enum ShareRule
{
    /// <summary>Each the same.</summary>
    Equally,
    /// <summary>Each that lacks what the thing is for, the same; where none lacks it or it makes no facility, every place.</summary>
    ByMissing,
    /// <summary>As many came in the last 90 days; where nobody was counted anywhere, every place the same.</summary>
    ByVisits,
}

/// <summary>A place among which things are shared.</summary>
/// <param name="Lacks">Codes of facilities that it does not list, or where somebody saw them broken or missing.</param>
public sealed record SharingPlace(Guid Id, string Code, string Name, long Visits, IReadOnlySet<string> Lacks);

/// <summary>
/// A proposal of how many of each kind go where. Shares are rounded down, and what is left goes one by one to the largest remainders,
/// of equal ones to the place with the lower number (Hare quota): the same places and figures always give the same proposal.
/// </summary>
public static class Allocation
{
    public const int VisitDays = 90;

    /// <returns>As many as there are places, in their order; together exactly <paramref name="quantity"/> wherever there is a place.</returns>
    public static int[] Of(int quantity, ShareRule rule, IReadOnlyList<SharingPlace> places, string? facility)
    {
        long[] weights = [.. places.Select(place => WeightOf(rule, place, facility))];
        var all = weights.Sum();
        if (all == 0) (weights, all) = ([.. places.Select(_ => 1L)], places.Count);
        if (all == 0) return [];

        int[] shares = [.. weights.Select(weight => (int)(quantity * weight / all))];
        var left = quantity - shares.Sum();
        var next = Enumerable.Range(0, places.Count).Where(i => weights[i] > 0).OrderByDescending(i => quantity * weights[i] % all).ThenBy(i => places[i].Code, StringComparer.Ordinal).ThenBy(i => places[i].Id);
        foreach (var i in next.Take(left)) shares[i]++;
        return shares;
    }

    static long WeightOf(ShareRule rule, SharingPlace place, string? facility) => rule switch
    {
        ShareRule.ByVisits => place.Visits,
        ShareRule.ByMissing when facility is not null => place.Lacks.Contains(facility) ? 1 : 0,
        _ => 1,
    };
}
