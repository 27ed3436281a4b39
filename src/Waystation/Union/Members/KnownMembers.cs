using Npgsql;
using NpgsqlTypes;

namespace Waystation.Members;

/// <summary>What we know of a person whose document a row names.</summary>
readonly record struct KnownMember(Guid Id, Guid UnionId, Guid Digest);

/// <summary>Rows in their order, and who of them was known when they were read: asked for already, while the next rows are read.</summary>
sealed record ReadRows(List<CheckedRow> Rows, Task<Dictionary<Guid, KnownMember>> Known);

/// <summary>Finds people by their documents' blind indexes.</summary>
static class KnownMembers
{
    public static async Task<Dictionary<Guid, KnownMember>> FindAsync(NpgsqlDataSource source, IEnumerable<CheckedRow> rows, CancellationToken ct)
    {
        // Person by person through the index: for a list of thousands the planner would read the whole table, once a batch.
        await using var command = source.CreateCommand(
            """
            SELECT m.document_index, m.id, m.union_id, m.form_digest FROM unnest($1) AS asked (document)
            CROSS JOIN LATERAL (SELECT * FROM members WHERE document_index = asked.document OFFSET 0) m
            """);
        command.Parameters.Add(new() { Value = rows.Where(row => row.Sealed is not null).Select(row => row.Document).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(ct);
        var known = new Dictionary<Guid, KnownMember>();
        while (await row.ReadAsync(ct)) known[row.GetGuid(0)] = new(row.GetGuid(1), row.GetGuid(2), row.GetGuid(3));
        return known;
    }
}
