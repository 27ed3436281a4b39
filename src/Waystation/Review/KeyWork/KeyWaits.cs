using Waystation.Accounts;
using Waystation.Indicators;

namespace Waystation.KeyWork;

/// <summary>What of the key work waits on the first page: items that have their day, the own report, and for those above the red lights and who owes.</summary>
static class KeyWaits
{
    const int DaysAhead = 7;

    public static async Task<Awaited> DueAsync(IServiceProvider all, CancellationToken ct)
    {
        var until = all.GetRequiredService<Desk>().Today.AddDays(DaysAhead);
        return new((await RowsAsync(all, ct)).Count(new KeyFilter(DueBy: until).Takes), $"/key-work?due={until:yyyy-MM-dd}");
    }

    public static async Task<Awaited> RedAsync(IServiceProvider all, CancellationToken ct) => new((await RowsAsync(all, ct)).Count(new KeyFilter(Light.Red).Takes), "/key-work?light=red");

    public static async Task<Awaited> ReportAsync(IServiceProvider all, CancellationToken ct)
    {
        var own = await all.GetRequiredService<Reporting>().OwnAsync(all.GetRequiredService<Desk>().Post.UnionId, Now(all), ct);
        return new(own is { HasReported: false } ? 1 : 0, "/key-work/report");
    }

    public static async Task<Awaited> OwingAsync(IServiceProvider all, CancellationToken ct)
    {
        var units = await all.GetRequiredService<Reporting>().BelowAsync(all.GetRequiredService<Desk>().Post.UnionId, Now(all), ct);
        return new(units.Count(unit => !unit.HasReported), "/key-work?owing=true#reports");
    }

    static Task<IReadOnlyList<KeyRow>> RowsAsync(IServiceProvider all, CancellationToken ct) =>
        all.GetRequiredService<KeyList>().ReadAsync(all.GetRequiredService<Desk>().Post.UnionId, Now(all), ct);

    static Month Now(IServiceProvider all) => Month.Now(all.GetRequiredService<TimeProvider>());
}
