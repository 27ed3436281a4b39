using System.Diagnostics;

namespace Waystation.Data;

/// <summary>Waits for what another process does; a minute is far more than it takes.</summary>
static class Eventually
{
    public static Task TrueAsync(Func<bool> holds) => TrueAsync(() => Task.FromResult(holds()));

    public static async Task TrueAsync(Func<Task<bool>> holds)
    {
        var waiting = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromMinutes(1), "It did not come true within a minute.");
            await Task.Delay(50);
        }
    }
}
