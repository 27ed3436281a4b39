using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>What a member said against a settlement, and what was answered.</summary>
/// <param name="DueOn">By when it has to be answered.</param>
public sealed record Objection(Guid Id, Guid Person, Quarter Quarter, string Said, DateTime MadeAt, DateOnly DueOn, string? Answer, bool? Upheld, DateTime? AnsweredAt)
{
    const string All = "SELECT id, person_id, quarter, said, made_at, due_on, answer, upheld, answered_at FROM aid_objections";

    internal static Task<List<Objection>> OfAsync(House house, Guid person, CancellationToken ct) => ReadAsync(house, $"{All} WHERE person_id = $1 ORDER BY made_at DESC", ct, person);

    /// <summary>Those that nobody has answered yet, the most urgent first.</summary>
    internal static Task<List<Objection>> OpenAsync(House house, int most, CancellationToken ct) => ReadAsync(house, $"{All} WHERE answered_at IS NULL ORDER BY due_on, made_at LIMIT $1", ct, most);

    static async Task<List<Objection>> ReadAsync(House house, string sql, CancellationToken ct, object value)
    {
        await using var ask = house.Database.Source.CreateCommand(sql);
        await using var row = await ask.With(value).ExecuteReaderAsync(ct);
        List<Objection> all = [];
        while (await row.ReadAsync(ct))
            all.Add(new(
                row.GetGuid(0), row.GetGuid(1), new(row.GetInt32(2)), house.Vault.Open(row.GetFieldValue<byte[]>(3)), row.GetDateTime(4), row.GetFieldValue<DateOnly>(5),
                row.IsDBNull(6) ? null : house.Vault.Open(row.GetFieldValue<byte[]>(6)), row.IsDBNull(7) ? null : row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetDateTime(8)));
        return all;
    }
}
