using Npgsql;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>How many of a quarter's stored decisions come out the same when they are made again from what they went by.</summary>
public sealed record QuarterReplay(Quarter Quarter, string Rule, int Decisions, int Differing);

/// <summary>Makes every stored decision of the direct settlements again: from the lines as they were then, the facts and days it kept, and the version of the plan it names.</summary>
public sealed class ReplayDecisions(House house, Rules rules)
{
    public async Task<IReadOnlyList<QuarterReplay>> RunAsync(CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        // One picture of lines and decisions: a run may be going on.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        var settled = await SettledAsync(connection, ct);
        List<QuarterReplay> told = [];
        foreach (var year in settled.GroupBy(s => s.Quarter.Year))
            told.AddRange(await YearAsync(connection, year.Key, [.. year], ct));
        return told;
    }

    /// <summary>The years whose lines are still kept.</summary>
    internal static async Task<List<(Quarter Quarter, string Rule)>> SettledAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT quarter, rule FROM aid_settlements s WHERE finished_at IS NOT NULL
                AND EXISTS (SELECT FROM medical_lines l WHERE l.quarter BETWEEN s.quarter / 10 * 10 + 1 AND s.quarter / 10 * 10 + 4) ORDER BY quarter
            """, connection);
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<(Quarter, string)> settled = [];
        while (await row.ReadAsync(ct)) settled.Add((new(row.GetInt32(0)), row.GetString(1)));
        return settled;
    }

    async Task<IEnumerable<QuarterReplay>> YearAsync(NpgsqlConnection connection, int year, List<(Quarter Quarter, string Rule)> settled, CancellationToken ct)
    {
        var plans = settled.ToDictionary(s => s.Quarter, s => new DirectSettlement(rules.Stamped<AidPlan>(s.Rule)));
        var counts = settled.ToDictionary(s => s.Quarter, _ => (Decisions: 0, Differing: 0));
        for (var unit = 0; unit < Unit.Count; unit++)
            foreach (var person in (await YearHistory.ReadAsync(connection, new(unit), year, ct)).Values)
                foreach (var (i, stored) in person.Decisions.Index())
                {
                    // The units of a run that is not finished are looked at when it is.
                    if (!plans.TryGetValue(stored.Quarter, out var plan)) continue;
                    var (decisions, differing) = counts[stored.Quarter];
                    counts[stored.Quarter] = (decisions + 1, stored.IsSameAs(person.Again(plan, i)) ? differing : differing + 1);
                }

        return settled.Select(s => new QuarterReplay(s.Quarter, s.Rule, counts[s.Quarter].Decisions, counts[s.Quarter].Differing));
    }
}
