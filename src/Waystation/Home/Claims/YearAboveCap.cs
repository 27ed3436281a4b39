using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>超封顶自付 of a year, as the medical insurance's data has it: what a declaration begins with.</summary>
public sealed class YearAboveCap(NpgsqlDataSource source)
{
    public async Task<Money> ReadAsync(Guid person, int year, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT coalesce(sum(above_cap_fen), 0)::bigint FROM medical_lines WHERE person_id = $1 AND superseded_in IS NULL AND visited_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31)");
        return new((long)(await ask.With(person, year).ExecuteScalarAsync(ct))!);
    }
}
