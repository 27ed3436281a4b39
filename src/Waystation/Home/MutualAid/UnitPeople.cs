using Npgsql;
using Waystation.Data;

namespace Waystation.MutualAid;

/// <summary>One line of a person of the unit, as it is stored.</summary>
readonly record struct UnitLine(string Serial, int Quarter, int LineNo, DateOnly On, DateOnly Left, long OwnFen, bool IsStay, bool IsObservation);

/// <summary>A person of the register with what the year has for them.</summary>
/// <param name="days">None where the register gives no days.</param>
sealed class UnitPerson(InsuredFacts facts, FactDays? days)
{
    public InsuredFacts Facts => facts;
    public FactDays? Days => days;
    public List<UnitLine> Lines { get; } = [];
    public long PaidFen { get; set; }

    /// <summary>From the year's first decision: paid too much in the years before.</summary>
    public long? CarriedFen { get; set; }

    /// <summary>What the ledger says is still to be set off.</summary>
    public long OwedFen { get; set; }
}

/// <summary>Everything of one unit that a quarter's decisions need, read in a few goes.</summary>
sealed class UnitPeople
{
    readonly Dictionary<Guid, InsuredFacts> register = [];
    readonly Dictionary<Guid, FactDays> days = [];
    readonly Dictionary<Guid, UnitPerson> people = [];

    public int UnknownLines { get; private set; }

    /// <summary>Those with a line that counts, or a payment, this year.</summary>
    public IEnumerable<KeyValuePair<Guid, UnitPerson>> All => people;

    public static async Task<UnitPeople> ReadAsync(NpgsqlConnection connection, Unit unit, Quarter quarter, CancellationToken ct)
    {
        var read = new UnitPeople();
        await read.RegisterAsync(connection, unit, ct);
        await read.DaysAsync(connection, unit, ct);
        await read.WithdrawalsAsync(connection, ct);
        await read.LinesAsync(connection, unit, quarter, ct);
        await read.DecisionsAsync(connection, unit, quarter, ct);
        await read.OwedAsync(connection, ct);
        return read;
    }

    async Task RegisterAsync(NpgsqlConnection connection, Unit unit, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection, $"COPY (SELECT id, facts FROM {unit.QuotedPartOf("insured_people")}) TO STDOUT (FORMAT binary)", ct);
        while (await rows.NextAsync(ct)) register[rows.Guid()] = (InsuredFacts)rows.Int16();
    }

    async Task DaysAsync(NpgsqlConnection connection, Unit unit, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"""
            COPY (SELECT id, array_to_string(ARRAY[in_service_from, in_service_to, remits_from, remits_to, cover_from, cover_to, died_on], ',', '') FROM {unit.QuotedPartOf("insured_days")}) TO STDOUT (FORMAT binary)
            """, ct);
        while (await rows.NextAsync(ct)) days[rows.Guid()] = FactDays.Read(rows.Text());
    }

    /// <summary>They are few, over all units.</summary>
    async Task WithdrawalsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(Agreement.Withdrawn, connection);
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            if (register.TryGetValue(row.GetGuid(0), out var facts)) register[row.GetGuid(0)] = facts | InsuredFacts.Withdrawn;
    }

    async Task LinesAsync(NpgsqlConnection connection, Unit unit, Quarter quarter, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"""
            COPY (SELECT person_id, superseded_in IS NULL, quarter, line_no, visited_on, coalesce(discharged_on, visited_on), own_fen, is_stay, observation, serial FROM {unit.QuotedPartOf("medical_lines")}
                WHERE quarter BETWEEN {Unit.Quoted(quarter.FirstOfYear)} AND {Unit.Quoted(quarter.Code)}) TO STDOUT (FORMAT binary)
            """, ct);
        while (await rows.NextAsync(ct))
        {
            var (id, counts, of, no) = (rows.Guid(), rows.Bool(), rows.Int32(), rows.Int32());
            var (on, left, own, stay, observation) = (rows.Day(), rows.Day(), rows.Int64(), rows.Bool(), rows.Bool());
            var serial = rows.Value();
            if (!register.ContainsKey(id))
            {
                if (of == quarter.Code) UnknownLines++;
            }
            else if (counts)
            {
                Of(id).Lines.Add(new(System.Text.Encoding.UTF8.GetString(serial), of, no, on, left, own, stay, observation));
            }
        }
    }

    async Task DecisionsAsync(NpgsqlConnection connection, Unit unit, Quarter quarter, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"""
            COPY (SELECT person_id, sum(pay_fen)::bigint, max(carried_fen) FROM {unit.QuotedPartOf("aid_decisions")}
                WHERE quarter >= {Unit.Quoted(quarter.FirstOfYear)} AND quarter < {Unit.Quoted(quarter.Code)} GROUP BY person_id) TO STDOUT (FORMAT binary)
            """, ct);
        while (await rows.NextAsync(ct))
        {
            var (id, paid, carried) = (rows.Guid(), rows.Int64(), rows.Int64());
            if (!register.ContainsKey(id)) continue;
            var person = Of(id);
            (person.PaidFen, person.CarriedFen) = (paid, carried);
        }
    }

    /// <summary>They are few, over all units.</summary>
    async Task OwedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT person_id, sum(CASE WHEN debit = 'receivable' THEN fen ELSE -fen END)::bigint FROM aid_ledger WHERE debit = 'receivable' OR credit = 'receivable'
            GROUP BY person_id HAVING sum(CASE WHEN debit = 'receivable' THEN fen ELSE -fen END) <> 0
            """, connection) { CommandTimeout = 0 };
        await using var row = await ask.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            if (people.TryGetValue(row.GetGuid(0), out var person)) person.OwedFen = row.GetInt64(1);
    }

    UnitPerson Of(Guid id)
    {
        if (!people.TryGetValue(id, out var person)) people.Add(id, person = new(register[id], days.GetValueOrDefault(id)));
        return person;
    }
}
