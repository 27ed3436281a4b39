namespace Waystation.DemoCity;

/// <summary>Deals out a number of things by weight, so that the parts add up to it exactly (largest remainders).</summary>
static class Shares
{
    /// <param name="least">What each gets in any case.</param>
    public static int[] Of(int total, IReadOnlyList<double> weights, int least)
    {
        var whole = weights.Sum();
        var free = total - least * weights.Count;
        double[] wished = [.. weights.Select(weight => free * weight / whole)];
        int[] dealt = [.. wished.Select(wish => least + (int)wish)];
        var left = total - dealt.Sum();
        foreach (var place in Enumerable.Range(0, wished.Length).OrderByDescending(i => wished[i] - (int)wished[i]).ThenBy(i => i).Take(left)) dealt[place]++;
        return dealt;
    }
}
