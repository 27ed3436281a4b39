using Npgsql;
using NpgsqlTypes;

namespace Waystation.Members;

/// <summary>What we know of a person whose document a row names.</summary>
readonly record struct KnownMember(Guid Id, Guid UnionId, Guid Digest);

/// <summary>Rows in their order, and who of them was known when they were read.</summary>
sealed record ReadRows(List<CheckedRow> Rows, Dictionary<PersonKey, KnownMember> Known);

/// <summary>Finds people by their documents.</summary>
static class KnownMembers
{
    public static async Task<Dictionary<PersonKey, KnownMember>> FindAsync(NpgsqlDataSource source, IEnumerable<CheckedRow> rows, CancellationToken ct)
    {
        // Person by person through the index: for a list of thousands the planner would read the whole table, once a batch.
        await using var command = source.CreateCommand(
            """
            SELECT m.document_kind, m.document_index, m.id, m.union_id, m.form_digest FROM unnest($1) AS asked (document)
            CROSS JOIN LATERAL (SELECT * FROM members WHERE document_index = asked.document OFFSET 0) m
            """);
        command.Parameters.Add(new() { Value = rows.Where(row => row.Sealed is not null).Select(row => row.Sealed!.Document).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(ct);
        var known = new Dictionary<PersonKey, KnownMember>();
        while (await row.ReadAsync(ct)) known[new(row.GetString(0), row.GetGuid(1))] = new(row.GetGuid(2), row.GetGuid(3), row.GetGuid(4));
        return known;
    }
}
