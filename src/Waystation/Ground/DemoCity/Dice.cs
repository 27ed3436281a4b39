namespace Waystation.DemoCity;

/// <summary>
/// Numbers that look thrown and are the same each time (SplitMix64, Steele et al. 2014). Our own few lines, because the city's
/// figures stand in tests and papers and must not change with a version of the runtime.
/// </summary>
sealed class Dice(ulong seed)
{
    ulong state = seed;

    /// <summary>Dice of its own for each purpose, so that more throws for one thing do not change another.</summary>
    public static Dice For(string purpose) => new(purpose.Aggregate(20260501UL, (seed, letter) => (seed ^ letter) * 1_099_511_628_211UL));

    /// <summary>From 0, below <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    /// <summary>From 0, below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True so often of one.</summary>
    public bool Happens(double chance) => Share() < chance;

    public T One<T>(IReadOnlyList<T> of) => of[Below(of.Count)];

    /// <summary>Those that stand first are drawn more often: as surnames are, or trades.</summary>
    public T EarlyOne<T>(IReadOnlyList<T> of) => of[(int)(Math.Pow(Share(), 1.7) * of.Count)];

    ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
