using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>What of a file did not count, by line: refused ones with their cause, and those of people nobody knows (yet).</summary>
public sealed class RunRemarks(House house)
{
    public async Task<IReadOnlyList<(int Line, Sentence Why)>> RefusedAsync(Quarter quarter, int most, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT line_no, code FROM aid_refused_lines WHERE quarter = $1 ORDER BY line_no LIMIT $2");
        await using var row = await ask.With(quarter.Code, most).ExecuteReaderAsync(ct);
        List<(int, Sentence)> refused = [];
        while (await row.ReadAsync(ct)) refused.Add((row.GetInt32(0), new($"aid.refused-{row.GetString(1)}")));
        return refused;
    }

    public async Task<IReadOnlyList<int>> UnknownAsync(Quarter quarter, int most, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            "SELECT line_no FROM medical_lines l WHERE quarter = $1 AND NOT EXISTS (SELECT FROM insured_people i WHERE i.id = l.person_id) ORDER BY line_no LIMIT $2");
        ask.CommandTimeout = 0;
        await using var row = await ask.With(quarter.Code, most).ExecuteReaderAsync(ct);
        List<int> lines = [];
        while (await row.ReadAsync(ct)) lines.Add(row.GetInt32(0));
        return lines;
    }
}
