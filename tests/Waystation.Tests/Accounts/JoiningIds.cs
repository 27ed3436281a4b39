using Waystation.Calendar;
using Waystation.Data;
using Waystation.Joining;
using Waystation.Members;
using Waystation.Rulebook;

namespace Waystation.Accounts;

/// <summary>Applications, transfers and join codes of any union, for the walk.</summary>
static class JoiningIds
{
    static int people = 40_000;

    public static Task<Guid> UnitAsync(House house) => RouteIds.IdAsync(house, "SELECT id FROM unions WHERE name = '某厂'");

    /// <summary>Handed in at a unit, as people do, and then waiting with that union; it belongs to a worker who is none of the walkers.</summary>
    public static async Task<Guid> ApplicationAsync(House house, Guid union)
    {
        var (source, enrol) = (house.Database.Source, new EnrolMember(house.Vault));
        var worker = await RouteIds.IdAsync(house, "INSERT INTO accounts (id, kind, created_at) VALUES (gen_random_uuid(), 'worker', now()) RETURNING id");
        var target = await new FindTarget(source, house.Clock).RunAsync($"{await UnitAsync(house):n}", default);
        var clocks = new JoiningClocks(Rules.Read(house.Folder, [.. RulebookRoom.Kinds, MembershipCodes.MemberService.Kind]), WorkingCalendar.China, house.Clock);
        await using var db = house.Database.NewContext(Reach.Everywhere, Actor.Account(worker, null));
        var submit = new SubmitApplication(db, new Applicants(new PersonKeys(house.Vault, house.Clock), house.Vault, enrol), enrol, clocks, new Limits(source, house.Clock));
        var who = JoiningWorld.Person(Interlocked.Increment(ref people)) with { FollowCode = "K7M2P9QX4T" };
        var application = await submit.ByPhoneAsync(target!, who, JoiningWorld.CallerOf(worker), default);
        return await RouteIds.IdAsync(house, $"UPDATE applications SET union_id = '{union}' WHERE id = '{application}' RETURNING id");
    }

    public static async Task<Guid> TransferAsync(House house, Guid union)
    {
        var (application, unit) = (await ApplicationAsync(house, union), await UnitAsync(house));
        return await RouteIds.IdAsync(house,
            $"""
            INSERT INTO transfers (id, application_id, member_id, from_id, to_id, union_id, state, clock, due_on, asked_at)
            SELECT gen_random_uuid(), '{application}', '{await RouteIds.CopyAsync(house, unit)}', '{unit}', u.id, '{union}', 'asked', 'transfer', current_date, now() FROM unions u WHERE u.name = '别厂' RETURNING id
            """);
    }

    public static Task<Guid> CodeAsync(House house, Guid union) => RouteIds.IdAsync(house,
        $"""
        INSERT INTO join_codes (id, union_id, code, made_at) VALUES (gen_random_uuid(), '{union}', translate(upper(left(md5(random()::text), 10)), '01', '23'), now()) ON CONFLICT DO NOTHING;
        SELECT id FROM join_codes WHERE union_id = '{union}' AND revoked_at IS NULL
        """);
}
