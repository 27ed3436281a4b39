using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>An empty installation is filled with the example files, through the same imports that users use.</summary>
sealed class FirstStart(Features features)
{
    public async Task RunAsync(House house, CancellationToken ct)
    {
        if (!await IsEmptyAsync(house, ct)) return;

        await house.MarkAsDemoAsync(ct);
        var speech = new Speech(AsJson: false);
        foreach (var (name, file) in features.Examples)
        {
            var import = features.Imports.Single(i => i.Name == name);
            var path = Path.Combine(AppContext.BaseDirectory, "examples", file);
            var report = await import.RunAsync(house, new ImportOrder(path, DryRun: false, NewApplications: false, speech.Progress(file)), ct);
            speech.Tell(Words.Say("commands.example-imported", file, report.Accepted, report.Refused));
        }

        await new DemoAccounts(house, new Passwords()).RunAsync(await PostsAsync(house, ct), ct);
    }

    /// <summary>One colleague for each role, on the branch of one street; whoever keeps the system stands with the city.</summary>
    static async Task<List<(string, Role, Guid, bool)>> PostsAsync(House house, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT c.id, d.id, s.id, g.id FROM unions c
            JOIN unions d ON d.kind = 'district-federation' JOIN union_lines ds ON ds.above_id = d.id AND ds.during @> $1
            JOIN unions s ON s.id = ds.below_id AND s.kind = 'subdistrict-federation' JOIN union_lines sg ON sg.above_id = s.id AND sg.during @> $1
            JOIN unions g ON g.id = sg.below_id AND g.kind IN ('joint-grassroots', 'grassroots', 'community-union', 'unit-shell')
            WHERE c.kind = 'city-federation'
            ORDER BY (SELECT count(*) FROM members m WHERE m.union_id = g.id) DESC, g.id LIMIT 1
            """);
        ask.Parameters.Add(new() { Value = City.Today(house.Clock) });
        await using var row = await ask.ExecuteReaderAsync(ct);
        if (!await row.ReadAsync(ct)) return [];

        var (city, district, street, grassroots) = (row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3));
        return
        [
            ("chair", Role.GrassrootsChair, grassroots, false), ("street", Role.SubdistrictOfficer, street, true), ("district", Role.DistrictOfficer, district, true),
            ("city", Role.CityOfficer, city, true), ("keeper", Role.StationKeeper, street, false), ("claims", Role.ClaimsOfficer, district, true), ("leader", Role.Leader, district, true),
            ("system", Role.SystemAdministrator, city, true), ("security", Role.SecurityAdministrator, city, true), ("audit", Role.AuditAdministrator, city, true),
        ];
    }

    static async Task<bool> IsEmptyAsync(House house, CancellationToken ct)
    {
        await using var any = house.Database.Source.CreateCommand("SELECT NOT EXISTS (SELECT FROM divisions) AND NOT EXISTS (SELECT FROM unions)");
        return (bool)(await any.ExecuteScalarAsync(ct))!;
    }
}
