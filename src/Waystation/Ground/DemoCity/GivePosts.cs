using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>One colleague for each role, on the branch of one street; whoever keeps the system, and the two who settle mutual aid, stand with the city.</summary>
sealed class GivePosts(House house)
{
    public async Task RunAsync(CityPlan plan, CancellationToken ct)
    {
        if (await AnyOfficer.StandsAsync(house)) return;

        await new DemoAccounts(house, new Passwords()).RunAsync(await PostsAsync(plan.ShowcaseUnion, ct), ct);
    }

    async Task<List<(string, Role, Guid, bool)>> PostsAsync(PlannedUnion shown, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT c.id, d.id, s.id, g.id FROM unions g
            JOIN union_parents gs ON gs.union_id = g.id AND gs.during @> $2 JOIN unions s ON s.id = gs.parent_id
            JOIN union_parents sd ON sd.union_id = s.id AND sd.during @> $2 JOIN unions d ON d.id = sd.parent_id
            JOIN union_parents dc ON dc.union_id = d.id AND dc.during @> $2 JOIN unions c ON c.id = dc.parent_id
            WHERE g.credit_code = $1
            """).With(shown.CreditCode, City.Today(house.Clock));
        await using var row = await ask.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var (city, district, street, grassroots) = (row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetGuid(3));
        return
        [
            ("chair", Role.GrassrootsChair, grassroots, false), ("street", Role.SubdistrictOfficer, street, true), ("district", Role.DistrictOfficer, district, true),
            ("city", Role.CityOfficer, city, true), ("keeper", Role.StationKeeper, street, false), ("claims", Role.ClaimsOfficer, city, true), ("claims-second", Role.ClaimsOfficer, city, true), ("claims-district", Role.ClaimsOfficer, district, true), ("leader", Role.Leader, district, true),
            ("system", Role.SystemAdministrator, city, true), ("security", Role.SecurityAdministrator, city, true), ("audit", Role.AuditAdministrator, city, true),
        ];
    }
}
