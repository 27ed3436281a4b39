using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>Gives members from before there was a search by the last four characters their index, once, some thousand at a time.</summary>
sealed class FillLastFoursJob(NpgsqlDataSource source, Vault vault, ILogger<FillLastFoursJob> log) : RepeatedJob(log)
{
    const int AtOnce = 2_000;
    static readonly TimeSpan rest = TimeSpan.FromMinutes(1);

    protected override string Trouble => "Search by last four could not be prepared";

    protected override TimeSpan Rest => rest;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        while (await FillAsync(stopping) == AtOnce) await Task.Yield();
        return null;
    }

    /// <returns>How many were given one.</returns>
    internal async Task<int> FillAsync(CancellationToken ct)
    {
        List<(Guid Id, int Index)> filled = [];
        // Through the index, whose end the missing ones are: an installation that has none to fill does not read the table.
        await using (var missing = source.CreateCommand("SELECT id, secrets FROM members WHERE last_four IS NULL LIMIT $1"))
        await using (var row = await missing.With(AtOnce).ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct))
                filled.Add((row.GetGuid(0), LastFour.IndexOf(MemberSecrets.Open(row.GetFieldValue<byte[]>(1), vault).Number, vault)));

        if (filled.Count == 0) return 0;
        await using var fill = source.CreateCommand("UPDATE members m SET last_four = f.four FROM unnest($1, $2) AS f (id, four) WHERE m.id = f.id AND m.last_four IS NULL");
        fill.Parameters.Add(new() { Value = filled.ConvertAll(f => f.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        fill.Parameters.Add(new() { Value = filled.ConvertAll(f => f.Index).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        await fill.ExecuteNonQueryAsync(ct);
        return filled.Count;
    }
}
