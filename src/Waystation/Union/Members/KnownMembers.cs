using Npgsql;
using NpgsqlTypes;

namespace Waystation.Members;

/// <summary>What we know of a person whose document a row names.</summary>
readonly record struct KnownMember(Guid Id, Guid UnionId, Guid Digest);

/// <summary>Finds people by their documents.</summary>
static class KnownMembers
{
    public static async Task<Dictionary<PersonKey, KnownMember>> FindAsync(NpgsqlDataSource source, IEnumerable<CheckedRow> rows, CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT document_kind, document_index, id, union_id, form_digest FROM members WHERE document_index = ANY ($1)");
        command.Parameters.Add(new() { Value = rows.Select(row => row.Sealed!.Document).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync(ct);
        var known = new Dictionary<PersonKey, KnownMember>();
        while (await row.ReadAsync(ct)) known[new(row.GetString(0), row.GetGuid(1))] = new(row.GetGuid(2), row.GetGuid(3), row.GetGuid(4));
        return known;
    }
}
