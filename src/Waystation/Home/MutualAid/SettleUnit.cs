using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>Decides for the people of one unit and stores what came of it. Whoever takes a unit has it alone until the transaction ends.</summary>
sealed class SettleUnit(NpgsqlConnection connection, DirectSettlement plan, Quarter quarter)
{
    readonly List<(Guid Person, Decision Decision, FactDays? Days, long Owed)> decided = [];
    readonly List<MedicalLine> lines = [];
    int known, ineligible, payments, failed, overpaid;
    long total;

    /// <summary>A unit that nobody has done or is doing; null where there is none.</summary>
    public static async Task<Unit?> TakeAsync(NpgsqlConnection connection, Quarter quarter, CancellationToken ct)
    {
        await using var take = new NpgsqlCommand("SELECT unit FROM aid_settlement_units WHERE quarter = $1 AND done_at IS NULL ORDER BY unit LIMIT 1 FOR UPDATE SKIP LOCKED", connection);
        take.With(quarter.Code);
        return await take.ExecuteScalarAsync(ct) is short unit ? new Unit(unit) : null;
    }

    public async Task RunAsync(Unit unit, DateTime at, CancellationToken ct)
    {
        var people = await UnitPeople.ReadAsync(connection, unit, quarter, ct);
        foreach (var (id, person) in people.All) Decide(id, person);
        decided.Sort((a, b) => a.Person.CompareTo(b.Person));
        await StoreDecisionsAsync(ct);
        await StorePaymentsAsync(ct);
        await StoreEntriesAsync(ct);
        await CloseAsync(unit, people.UnknownLines, at, ct);
    }

    void Decide(Guid id, UnitPerson person)
    {
        LatestVersions.Of(person.Lines, lines);
        known += lines.Count;
        var carried = person.CarriedFen ?? person.OwedFen;
        var decision = plan.Decide(lines, person.Facts, new(person.PaidFen), new(carried), person.Days);
        if (!decision.IsEligible)
        {
            if (lines.Count > 0) ineligible++;
            return;
        }

        if (decision.Overpaid > Money.Zero && (lines.Count > 0 || person.PaidFen > 0)) overpaid++;
        if (decision.Pay == Money.Zero && decision.Overpaid.Fen == person.OwedFen) return;
        decided.Add((id, decision, person.Days, person.OwedFen));
        if (decision.Pay == Money.Zero) return;
        payments++;
        total += decision.Pay.Fen;
        if (!person.Facts.HasFlag(InsuredFacts.CardWorks)) failed++;
    }

    async Task StoreDecisionsAsync(CancellationToken ct)
    {
        var rows = await CopyRows.BeginAsync(connection,
            "COPY aid_decisions (person_id, quarter, facts, entitled_fen, paid_before_fen, carried_fen, pay_fen, overpaid_fen, lines, days) FROM STDIN (FORMAT binary)", ct);
        foreach (var (person, decision, days, _) in decided)
        {
            rows.StartRow(10);
            rows.Add(person);
            rows.Add(quarter.Code);
            rows.Add((short)decision.Facts);
            rows.Add(decision.Entitled.Fen);
            rows.Add(decision.PaidBefore.Fen);
            rows.Add(decision.Carried.Fen);
            rows.Add(decision.Pay.Fen);
            rows.Add(decision.Overpaid.Fen);
            rows.Add(DecisionText.Of(decision.Lines));
            rows.Add(days?.Stored);
            await rows.EndRowAsync(ct);
        }

        await rows.EndAsync(ct);
    }

    async Task StorePaymentsAsync(CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT min(number) FROM aid_batches WHERE quarter = $1", connection);
        var batch = (int)(await ask.With(quarter.Code).ExecuteScalarAsync(ct))!;
        var rows = await CopyRows.BeginAsync(connection, "COPY aid_payments (quarter, person_id, fen, born_failed, state, batch) FROM STDIN (FORMAT binary)", ct);
        foreach (var (person, decision, _, _) in decided)
        {
            if (decision.Pay == Money.Zero) continue;
            var works = decision.Facts.HasFlag(InsuredFacts.CardWorks);
            rows.StartRow(6);
            rows.Add(quarter.Code);
            rows.Add(person);
            rows.Add(decision.Pay.Fen);
            rows.Add(!works);
            rows.Add(works ? "prepared"u8 : "failed"u8);
            rows.Add(works ? batch : (int?)null);
            await rows.EndRowAsync(ct);
        }

        await rows.EndAsync(ct);
    }

    /// <summary>What is owed to the member becomes payable, or waits for a card; what was paid too much is remembered, and set off.</summary>
    async Task StoreEntriesAsync(CancellationToken ct)
    {
        var rows = await CopyRows.BeginAsync(connection, "COPY aid_ledger (quarter, person_id, debit, credit, fen) FROM STDIN (FORMAT binary)", ct);
        foreach (var (person, decision, _, owed) in decided)
        {
            if (decision.Pay > Money.Zero) await EntryAsync(rows, person, "benefits", decision.Facts.HasFlag(InsuredFacts.CardWorks) ? "payable" : "suspense", decision.Pay.Fen, ct);
            var more = decision.Overpaid.Fen - owed;
            if (more > 0) await EntryAsync(rows, person, "receivable", "benefits", more, ct);
            if (more < 0) await EntryAsync(rows, person, "benefits", "receivable", -more, ct);
        }

        await rows.EndAsync(ct);
    }

    ValueTask EntryAsync(CopyRows rows, Guid person, string debit, string credit, long fen, CancellationToken ct)
    {
        rows.StartRow(5);
        rows.Add(quarter.Code);
        rows.Add(person);
        rows.Add(debit);
        rows.Add(credit);
        rows.Add(fen);
        return rows.EndRowAsync(ct);
    }

    async Task CloseAsync(Unit unit, int unknown, DateTime at, CancellationToken ct)
    {
        await using var close = new NpgsqlCommand(
            "UPDATE aid_settlement_units SET done_at = $3, known_lines = $4, unknown_lines = $5, ineligible = $6, payments = $7, failed = $8, total_fen = $9, overpaid = $10 WHERE quarter = $1 AND unit = $2",
            connection);
        close.With(quarter.Code, (short)unit.Number, at, known, unknown, ineligible, payments, failed, total, overpaid);
        await close.ExecuteNonQueryAsync(ct);
    }
}
