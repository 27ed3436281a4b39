using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>What is owed for a list or a part, and what has come in. Of somebody who takes part alone the union stands here, and no name.</summary>
public sealed record BillView(Guid Id, string Number, string Plan, DateOnly YearBeginsOn, Guid UnionId, string Union, bool IsAlone, int People, Money Owed, Money Paid, Money Entered, DateTime BilledAt)
{
    public bool IsPaid => Paid >= Owed;
}

/// <summary>Money that one officer entered and another has to confirm.</summary>
public sealed record EnteredPayment(Guid Id, string Number, string Union, Money Sum, DateOnly ReceivedOn, string BankReference, DateTime EnteredAt, bool ByMe);

/// <summary>The bills of the plans that are paid by shares.</summary>
public sealed class PremiumBills(House house, Rules rules)
{
    const string Columns =
        """
        SELECT p.id, p.number, p.rule, p.year_begins_on, p.union_id, u.name, p.person_id IS NOT NULL, p.people, p.fen,
            coalesce((SELECT sum(m.fen) FROM aid_premium_payments m WHERE m.premium_id = p.id AND m.confirmed_at IS NOT NULL), 0)::bigint,
            coalesce((SELECT sum(m.fen) FROM aid_premium_payments m WHERE m.premium_id = p.id AND m.confirmed_at IS NULL AND m.refused_at IS NULL), 0)::bigint, p.billed_at
        FROM aid_premiums p JOIN unions u ON u.id = p.union_id WHERE p.withdrawn_at IS NULL
        """;

    /// <summary>The money is the centre's: a post that reaches less than the city sees none of it.</summary>
    public static bool MaySee(Desk desk) => desk.Post.Reach.Everything;

    /// <summary>The newest first; of a typed number that one bill.</summary>
    public async Task<List<BillView>> LatestAsync(string? number, int most, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(string.IsNullOrWhiteSpace(number) ? Columns + " ORDER BY p.billed_at DESC LIMIT $1" : Columns + " AND p.number = $2 LIMIT $1");
        ask.With(most);
        if (!string.IsNullOrWhiteSpace(number)) ask.With(PremiumNumber.Read(number));
        return await ReadAsync(ask, ct);
    }

    public async Task<BillView?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(Columns + " AND p.id = $1");
        return (await ReadAsync(ask.With(id), ct)).SingleOrDefault();
    }

    public async Task<List<EnteredPayment>> EnteredAsync(Desk desk, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT m.id, p.number, u.name, m.fen, m.received_on, m.bank_reference, m.entered_at, m.entered_by = $1 FROM aid_premium_payments m JOIN aid_premiums p ON p.id = m.premium_id JOIN unions u ON u.id = p.union_id
            WHERE m.confirmed_at IS NULL AND m.refused_at IS NULL ORDER BY m.entered_at LIMIT 100
            """);
        await using var row = await ask.With(desk.Caller.AccountId).ExecuteReaderAsync(ct);
        List<EnteredPayment> entered = [];
        while (await row.ReadAsync(ct))
            entered.Add(new(row.GetGuid(0), PremiumNumber.Of(row.GetInt64(1)), row.GetString(2), new(row.GetInt64(3)), row.GetFieldValue<DateOnly>(4), row.GetString(5), row.GetDateTime(6), row.GetBoolean(7)));
        return entered;
    }

    async Task<List<BillView>> ReadAsync(NpgsqlCommand ask, CancellationToken ct)
    {
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<BillView> bills = [];
        while (await row.ReadAsync(ct))
            bills.Add(new(row.GetGuid(0), PremiumNumber.Of(row.GetInt64(1)), rules.Stamped<AidPlan>(row.GetString(2)).Title.In(Words.IsEnglish), row.GetFieldValue<DateOnly>(3), row.GetGuid(4), row.GetString(5), row.GetBoolean(6),
                row.GetInt32(7), new(row.GetInt64(8)), new(row.GetInt64(9)), new(row.GetInt64(10)), row.GetDateTime(11)));
        return bills;
    }
}
