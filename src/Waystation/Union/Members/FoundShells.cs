using Npgsql;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>A unit that members were reported for and that has no union yet.</summary>
readonly record struct UnitWithoutUnion(NamedUnion Below, string Name, string CreditCode);

/// <summary>
/// Makes the shells of units without a union below their street's joint grassroots union, which is made on demand. One
/// transaction under the tree's lock: what another import has made meanwhile is found, not made again.
/// </summary>
sealed class FoundShells(NpgsqlDataSource source, Homes homes, DateOnly today)
{
    const string Add = "SELECT union_add($1, $2, $3, $4, NULL, $5, $6, $7, $8)";

    static readonly string[] federationWords = ["总工会", "工会联合会", "联合工会", "工会"];

    public async Task RunAsync(IReadOnlyCollection<UnitWithoutUnion> units, CancellationToken ct)
    {
        try
        {
            await MakeAsync(units, ct);
        }
        catch (PostgresException)
        {
            // What was noted as made was not: the next try must not place anybody there.
            await using var connection = await source.OpenConnectionAsync(ct);
            foreach (var street in units.Select(unit => unit.Below).Distinct()) await homes.LookAgainAsync(street, connection, ct);
            throw;
        }
    }

    async Task MakeAsync(IReadOnlyCollection<UnitWithoutUnion> units, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await LockTreeAsync(connection, ct);
        foreach (var street in units.GroupBy(unit => unit.Below))
        {
            await homes.LookAgainAsync(street.Key, connection, ct);
            var missing = street.Where(unit => street.Key.Units!.Find(unit.CreditCode, unit.Name) is null).ToArray();
            if (missing.Length == 0) continue;

            var joint = street.Key.IsJoint ? street.Key.Id : await JointUnionAsync(connection, street.Key, ct);
            await using var shells = new NpgsqlBatch(connection, transaction);
            foreach (var unit in missing) AddOnce(shells, joint, unit);
            // Before the next one looks: two names in a form may mean one street.
            await shells.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    /// <summary>Off only in the test that shows what it guards against.</summary>
    internal bool Locked { get; init; } = true;

    async Task LockTreeAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        if (!Locked) return;
        await using var command = new NpgsqlCommand("SELECT union_tree_lock()", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Two spellings of one unit in one file are one shell: the first of them is found by the second.</summary>
    static void AddOnce(NpgsqlBatch shells, Guid joint, UnitWithoutUnion unit)
    {
        if (unit.Below.Units!.Find(unit.CreditCode, unit.Name) is not null) return;

        var (id, code) = (Guid.CreateVersion7(), unit.CreditCode.Length == 0 ? null : unit.CreditCode);
        var add = new NpgsqlBatchCommand(Add);
        add.Parameters.AddRange(ToAdd(id, "unit-shell", unit.Name, joint, unit.Below.Division, code, foundingDue: true));
        shells.BatchCommands.Add(add);
        unit.Below.Units.Add(id, code, NameKey.Of(unit.Name));
    }

    async Task<Guid> JointUnionAsync(NpgsqlConnection connection, NamedUnion street, CancellationToken ct)
    {
        var word = federationWords.FirstOrDefault(w => street.Name.EndsWith(w, StringComparison.Ordinal)) ?? "";
        var name = street.Name[..^word.Length] + "联合基层工会";
        await using var command = new NpgsqlCommand(
            """
            SELECT u.id, u.name_key = union_name_key($3) FROM union_parents p JOIN unions u ON u.id = p.union_id
            WHERE p.parent_id = $1 AND p.during @> $2 AND u.kind = 'joint-grassroots' ORDER BY 2 DESC LIMIT 2
            """, connection) { Parameters = { new() { Value = street.Id }, new() { Value = today }, new() { Value = name } } };
        var found = new List<(Guid Id, bool SameName)>();
        await using (var row = await command.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct)) found.Add((row.GetGuid(0), row.GetBoolean(1)));

        // A street with one joint union under another name has its joint union; with several, only the name tells.
        return found is [{ SameName: true }, ..] or [_] ? found[0].Id : await AddJointAsync(connection, name, street, ct);
    }

    static async Task<Guid> AddJointAsync(NpgsqlConnection connection, string name, NamedUnion street, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        await using var command = new NpgsqlCommand(Add, connection);
        command.Parameters.AddRange(ToAdd(id, "joint-grassroots", name, street.Id, street.Division, null, foundingDue: false));
        await command.ExecuteNonQueryAsync(ct);
        return id;
    }

    static NpgsqlParameter[] ToAdd(Guid id, string kind, string name, Guid parent, string? division, string? code, bool foundingDue) =>
    [
        new() { Value = id }, new() { Value = kind }, new() { Value = name }, new() { Value = parent },
        Text(division), Text(code), new() { Value = foundingDue }, new() { Value = PinyinKey.Of(name) },
    ];

    static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text };
}
