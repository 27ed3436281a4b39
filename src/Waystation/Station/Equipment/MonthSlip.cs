using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>How many of a kind, on a month's slip.</summary>
public sealed record SlipLine(GoodsItem Item, int Quantity);

/// <summary>A month of a station, for its host: who came, what it got, gave out and had mended. Every figure is counted from records.</summary>
/// <param name="Repaired">Things of the stock that came back mended.</param>
/// <param name="Mended">Faults that an inspection or visitors had found, mended in this month.</param>
/// <param name="From">The union that thanks, and on which day.</param>
public sealed record MonthSlip(Station Station, DateOnly Month, long Visits, IReadOnlyList<SlipLine> Received, IReadOnlyList<SlipLine> Given, IReadOnlyList<SlipLine> Repaired, long Mended, string From, DateOnly On);

/// <summary>Draws up the slip of a month that is over.</summary>
public sealed class DrawUpSlip(Desk desk, WaystationDb db, GoodsCatalogue catalogue)
{
    const int MonthsBack = 60;

    public DateOnly LastMonth => FirstOf(desk.Today).AddMonths(-1);

    /// <summary>The months that can be chosen, the last first.</summary>
    public IEnumerable<DateOnly> Months(Station station) =>
        Enumerable.Range(0, MonthsBack).Select(i => LastMonth.AddMonths(-i)).TakeWhile(month => month >= FirstOf(City.DayOf(new DateTimeOffset(station.CreatedAt, TimeSpan.Zero))) || month == LastMonth);

    /// <param name="typed">2026-10; the last month where nothing is said.</param>
    public DateOnly Read(string? typed)
    {
        if (string.IsNullOrEmpty(typed)) return LastMonth;

        var isMonth = DateOnly.TryParseExact($"{typed}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month);
        Rule.Require(isMonth && month <= LastMonth && month >= LastMonth.AddMonths(-MonthsBack), Say.MonthWrong);
        return month;
    }

    public async Task<MonthSlip> RunAsync(Station station, DateOnly month, CancellationToken ct)
    {
        var (from, until) = (City.MidnightOf(month), City.MidnightOf(month.AddMonths(1)));
        var visits = await db.Database.SqlQuery<long>($"""SELECT coalesce(sum(by_door + by_keeper), 0)::bigint AS "Value" FROM station_visits WHERE station_id = {station.Id} AND hour >= {from} AND hour < {until}""").SingleAsync(ct);
        // What was reversed, whenever, does not count.
        var rows = await db.Database.SqlQuery<ActRow>(
            $"""
            SELECT act AS "Act", kind AS "Kind", sum(quantity)::bigint AS "Quantity" FROM goods_moves m
            WHERE station_id = {station.Id} AND at >= {from} AND at < {until} AND act IN ('receive', 'found', 'give', 'repaired') AND NOT EXISTS (SELECT FROM goods_moves r WHERE r.reverses = m.id) GROUP BY act, kind
            """).ToListAsync(ct);
        IReadOnlyList<SlipLine> Of(params string[] acts) => [.. rows.Where(row => acts.Contains(row.Act)).GroupBy(row => row.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => new SlipLine(catalogue.Of(kind.Key), (int)kind.Sum(row => row.Quantity)))];
        return new(station, month, visits, Of("receive", "found"), Of("give"), Of("repaired"), await MendedAsync(station.Id, from, until, ct), desk.Post.Union, desk.Today);
    }

    Task<long> MendedAsync(Guid station, DateTime from, DateTime until, CancellationToken ct) => db.Database.SqlQuery<long>(
        $"""
        SELECT (SELECT count(*) FROM round_faults WHERE station_id = {station} AND state IN ('mended', 'closed') AND mended_at >= {from} AND mended_at < {until})
            + (SELECT count(*) FROM station_questions WHERE station_id = {station} AND answer = 'mended' AND answered_at >= {from} AND answered_at < {until}) AS "Value"
        """).SingleAsync(ct);

    static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    sealed record ActRow(string Act, string Kind, long Quantity);
}
