using Npgsql;
using Waystation.Data;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>One person's year under the rule as it is and as it would be.</summary>
public sealed record ChangedDecision(Guid Person, Money Before, Money After);

/// <summary>What a version of the plan would change in a plan year that is settled.</summary>
/// <param name="People">With a decision that year.</param>
/// <param name="More">What those who would get more would get more, together.</param>
/// <param name="Largest">The ten largest changes, either way.</param>
public sealed record ChangedYear(int Year, string Rule, int People, int Changed, Money More, Money Less, IReadOnlyList<ChangedDecision> Largest);

/// <summary>What decisions of another room would become, in sentences.</summary>
public delegate Task<IReadOnlyList<Sentence>> PreviewOthers(Rules candidate, CancellationToken ct);

/// <summary>Before a rule file is put into force: which decisions it would change, and by how much. Nothing is stored.</summary>
public sealed class PreviewRule(House house, Rules rules)
{
    const int Shown = 10;

    /// <param name="candidate">The rules with the new file among them.</param>
    /// <returns>The years for which another text of the plan would hold.</returns>
    public async Task<IReadOnlyList<ChangedYear>> RunAsync(Rules candidate, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        List<ChangedYear> changed = [];
        foreach (var year in (await ReplayDecisions.SettledAsync(connection, ct)).GroupBy(s => s.Quarter.Year))
        {
            var fresh = year.ToDictionary(s => s.Quarter, s => candidate.On<AidPlan>(AidPlan.NuanHuzhu, s.Quarter.EndsOn));
            if (year.All(s => fresh[s.Quarter].SaysTheSameAs(rules.Stamped<AidPlan>(s.Rule)))) continue;
            changed.Add(await YearAsync(connection, year.Key, fresh, ct));
        }

        return changed;
    }

    /// <summary>The last decision of each person's year holds all that the year comes to.</summary>
    static async Task<ChangedYear> YearAsync(NpgsqlConnection connection, int year, Dictionary<Quarter, RuleVersion<AidPlan>> fresh, CancellationToken ct)
    {
        var plans = fresh.ToDictionary(f => f.Key, f => new DirectSettlement(f.Value));
        var (people, more, less) = (0, Money.Zero, Money.Zero);
        List<ChangedDecision> changes = [];
        for (var unit = 0; unit < Unit.Count; unit++)
            foreach (var (id, person) in await YearHistory.ReadAsync(connection, new(unit), year, ct))
            {
                if (!plans.TryGetValue(person.Decisions[^1].Quarter, out var plan)) continue;
                people++;
                var (before, after) = (person.Decisions[^1].Entitled, person.Again(plan, person.Decisions.Count - 1).Entitled);
                if (after == before) continue;
                changes.Add(new(id, before, after));
                if (after > before) more += after - before;
                else less += before - after;
            }

        return new(year, fresh[fresh.Keys.Max()].Stamp, people, changes.Count, more, less, [.. changes.OrderByDescending(c => Math.Abs(c.After.Fen - c.Before.Fen)).ThenBy(c => c.Person).Take(Shown)]);
    }
}
