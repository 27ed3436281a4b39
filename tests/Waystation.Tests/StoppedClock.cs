namespace Waystation;

/// <summary>A clock that stands at one instant until it is set.</summary>
sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
