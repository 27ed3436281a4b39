using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>All that the settlements have of one person, for whoever answers that person. Name and number masked.</summary>
/// <param name="IsKnown">Stands in the register; of others there are only lines that wait.</param>
public sealed record PersonAid(
    Guid Id, string Name, string Number, string Union, bool IsKnown, FactDays? Days, bool Agrees, IReadOnlyList<PersonDecision> Decisions, IReadOnlyList<StatementRow> Statement, IReadOnlyList<Objection> Objections);

/// <summary>Opens somebody's file by the number of their document; each opening stands in the log and before the member.</summary>
public sealed class PersonFile(House house, Statements statements)
{
    /// <summary>The person of that number; refused where neither register nor lines have them.</summary>
    public async Task<Guid> FindAsync(string typed, CancellationToken ct)
    {
        Rule.Require(PersonIndex.Number(System.Text.Encoding.UTF8.GetBytes(typed)) is { } number, Say.NoNumber);
        var id = PersonIndex.Of(PersonIndex.Number(System.Text.Encoding.UTF8.GetBytes(typed))!, house.Vault);
        await using var ask = house.Database.Source.CreateCommand("SELECT EXISTS (SELECT FROM insured_people WHERE id = $1) OR EXISTS (SELECT FROM medical_lines WHERE person_id = $1)");
        Rule.Require(await ask.With(id).ExecuteScalarAsync(ct) is true, Say.NobodyHas);
        return id;
    }

    /// <summary>Null where there is nobody of that id.</summary>
    public async Task<PersonAid?> ReadAsync(Desk desk, Guid id, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        if (await RegisterAsync(connection, id, ct) is not { } known) return null;

        await SeenAsync(connection, desk, Did.SawAidDecisions, [id], ct);
        var source = house.Database.Source;
        return known with { Decisions = await PersonDecision.OfAsync(source, id, ct), Statement = await statements.OfAsync(id, ct), Objections = await Objection.OfAsync(house, id, ct) };
    }

    async Task<PersonAid?> RegisterAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand(
            """
            SELECT p.secrets, u.name, array_to_string(ARRAY[d.in_service_from, d.in_service_to, d.remits_from, d.remits_to, d.cover_from, d.cover_to, d.died_on], ',', ''),
                coalesce((SELECT agrees FROM aid_agreements a WHERE a.person_id = p.id ORDER BY a.id DESC LIMIT 1), true), d.id IS NOT NULL
            FROM insured_people p JOIN aid_unions u ON u.id = p.aid_union LEFT JOIN insured_days d ON d.id = p.id WHERE p.id = $1
            """, connection);
        await using var row = await ask.With(id).ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return null;
        var secrets = InsuredSecrets.Open(row.GetFieldValue<byte[]>(0), house.Vault);
        return new(id, PersonName.Masked(secrets.Name), IdentityDocument.Masked(secrets.Number), row.GetString(1), IsKnown: true, row.GetBoolean(4) ? FactDays.Read(row.GetString(2)) : null, row.GetBoolean(3), [], [], []);
    }

    /// <summary>Those of them who are members find it among what was looked at.</summary>
    public async Task SeenAsync(NpgsqlConnection connection, Desk desk, Did did, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        List<Guid> members = [];
        await using (var ask = new NpgsqlCommand("SELECT id FROM members WHERE document_index = ANY ($1)", connection).With(people.ToArray()))
        await using (var row = await ask.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct)) members.Add(row.GetGuid(0));
        await new LogLine(desk.Caller.Actor, did, house.Clock.GetUtcNow(), About: members.Count == 1 ? members[0] : null, Amount: people.Count, Why: Purpose.SettleBenefit).WriteAboutAsync(connection, members, ct);
        await transaction.CommitAsync(ct);
    }
}
