namespace Waystation.DemoCity;

/// <summary>The same clock, some time ago.</summary>
sealed class Earlier(TimeProvider now, TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now.GetUtcNow() - by;
}
