using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A decision as it is stored, and as it would be made now.</summary>
readonly record struct StoredDecision(Quarter Quarter, InsuredFacts Facts, FactDays? Days, Money Entitled, Money PaidBefore, Money Carried, Money Pay, Money Overpaid, string Lines)
{
    public bool IsSameAs(Decision again) =>
        (Entitled, PaidBefore, Carried, Pay, Overpaid) == (again.Entitled, again.PaidBefore, again.Carried, again.Pay, again.Overpaid) && Lines == DecisionText.Of(again.Lines);
}

/// <summary>A person's year: the lines in every version, and the decisions in their order.</summary>
sealed class PersonYear
{
    public List<(UnitLine Line, int SupersededIn)> Lines { get; } = [];
    public List<StoredDecision> Decisions { get; } = [];

    /// <summary>What one of its decisions went by, put before a version of the plan again.</summary>
    public Decision Again(DirectSettlement plan, int index)
    {
        var (stored, lines) = (Decisions[index], new List<MedicalLine>());
        LatestVersions.Of([.. Lines.Where(l => l.Line.Quarter <= stored.Quarter.Code && (l.SupersededIn == 0 || l.SupersededIn > stored.Quarter.Code)).Select(l => l.Line)], lines);
        var paid = Decisions.Take(index).Aggregate(Money.Zero, (sum, before) => sum + before.Pay);
        return plan.Decide(lines, stored.Facts, paid, Decisions[0].Carried, stored.Days);
    }
}

/// <summary>All that one unit's people have of a plan year, as it was at each of its decisions.</summary>
static class YearHistory
{
    public static async Task<Dictionary<Guid, PersonYear>> ReadAsync(NpgsqlConnection connection, Unit unit, int year, CancellationToken ct)
    {
        Dictionary<Guid, PersonYear> people = [];
        await DecisionsAsync(connection, unit, year, people, ct);
        await LinesAsync(connection, unit, year, people, ct);
        return people;
    }

    static string OfYear(int year) => $"quarter BETWEEN {Unit.Quoted(year * 10 + 1)} AND {Unit.Quoted(year * 10 + 4)}";

    static async Task DecisionsAsync(NpgsqlConnection connection, Unit unit, int year, Dictionary<Guid, PersonYear> people, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"""
            COPY (SELECT person_id, quarter, facts, coalesce(days, ''), entitled_fen, paid_before_fen, carried_fen, pay_fen, overpaid_fen, lines FROM {unit.QuotedPartOf("aid_decisions")}
                WHERE {OfYear(year)} ORDER BY person_id, quarter) TO STDOUT (FORMAT binary)
            """, ct);
        while (await rows.NextAsync(ct))
        {
            var (id, quarter, facts, days) = (rows.Guid(), new Quarter(rows.Int32()), (InsuredFacts)rows.Int16(), rows.Text());
            if (!people.TryGetValue(id, out var person)) people.Add(id, person = new());
            person.Decisions.Add(new(quarter, facts, days.Length == 0 ? null : FactDays.Read(days), new(rows.Int64()), new(rows.Int64()), new(rows.Int64()), new(rows.Int64()), new(rows.Int64()), rows.Text()));
        }
    }

    static async Task LinesAsync(NpgsqlConnection connection, Unit unit, int year, Dictionary<Guid, PersonYear> people, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"""
            COPY (SELECT person_id, coalesce(superseded_in, 0), quarter, line_no, visited_on, coalesce(discharged_on, visited_on), own_fen, is_stay, observation, serial FROM {unit.QuotedPartOf("medical_lines")}
                WHERE {OfYear(year)}) TO STDOUT (FORMAT binary)
            """, ct);
        while (await rows.NextAsync(ct))
        {
            var (id, superseded, quarter, no) = (rows.Guid(), rows.Int32(), rows.Int32(), rows.Int32());
            var (on, left, own, stay, observation) = (rows.Day(), rows.Day(), rows.Int64(), rows.Bool(), rows.Bool());
            var serial = rows.Text();
            if (people.TryGetValue(id, out var person)) person.Lines.Add((new(serial, quarter, no, on, left, own, stay, observation), superseded));
        }
    }
}
