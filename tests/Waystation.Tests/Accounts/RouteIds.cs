using Waystation.Data;
using Waystation.Joining;
using Waystation.Members;
using Waystation.Organisations;

namespace Waystation.Accounts;

/// <summary>How one comes by an address of each route that has parts: whoever adds such a route adds its row.</summary>
static class RouteIds
{
    /// <summary>The address of a thing of a union, or one that does not depend on any; and that union.</summary>
    public delegate Task<(string Address, Guid? Union)> Way(House house, Branch branch, Guid union);

    public static readonly Dictionary<string, Way> Ways = new()
    {
        ["/unions/{id?}"] = (_, _, union) => Of($"/unions/{union}", union),
        ["/unions/{id}/change"] = (_, _, union) => Of($"/unions/{union}/change", union),
        ["/accounts/{id:guid}"] = async (house, _, union) => ($"/accounts/{await ColleagueAsync(house, union)}", union),
        ["/members/imports/{id:guid}"] = async (house, _, union) => ($"/members/imports/{await ImportAsync(house, union)}", union),
        ["/members/imports/{id:guid}/slips"] = async (house, _, union) => ($"/members/imports/{await ImportAsync(house, union)}/slips", union),
        ["/members/{id:guid}"] = (house, branch, union) => MemberAsync(house, branch, union, ""),
        ["/members/{id:guid}/reveal"] = (house, branch, union) => MemberAsync(house, branch, union, "/reveal"),
        ["/members/{id:guid}/registration"] = (house, branch, union) => MemberAsync(house, branch, union, "/registration"),
        ["/members/{id:guid}/correct"] = (house, branch, union) => MemberAsync(house, branch, union, "/correct"),
        ["/members/{id:guid}/phone"] = (house, branch, union) => MemberAsync(house, branch, union, "/phone"),
        ["/data-requests/{id:guid}"] = DataRequestAsync,
        ["/numbers/{id:guid?}"] = (_, _, union) => Of($"/numbers/{union}", union),
        ["/numbers/{id:guid}/{indicator}"] = (_, _, union) => Of($"/numbers/{union}/members", union),
        ["/aid-numbers/{id:guid?}"] = (_, _, union) => Of($"/aid-numbers/{union}", union),
        ["/aid-numbers/{id:guid}/{indicator}"] = (_, _, union) => Of($"/aid-numbers/{union}/aid-insured", union),
        ["/enrolment/{id:guid}"] = async (house, _, union) => ($"/enrolment/{await EnrolmentRollAsync(house, union)}", union),
        ["/exports/{id:guid}"] = async (house, _, union) => ($"/exports/{await FullExportAsync(house, union)}", union),
        ["/key-work/items/{id:guid}"] = async (house, _, union) => ($"/key-work/items/{await KeyItemAsync(house, union)}", union),
        ["/key-work/items/{id:guid}/change"] = async (house, _, union) => ($"/key-work/items/{await KeyItemAsync(house, union)}/change", union),
        ["/slip/{code}"] = async (house, _, _) => ($"/slip/{MembershipSlip.CodeOf(await IdAsync(house, "SELECT id FROM members LIMIT 1"), house.Vault)}", null),
        ["/desk/set-up/{token}"] = async (house, branch, _) => ($"/desk/set-up/{await LinkAsync(house, branch.Own)}", null),
        // Nobody is insured here; its own tests open it.
        ["/aid/person/{id:guid}"] = (_, _, _) => Of($"/aid/person/{Guid.Empty}", null),
        // This city has no stations; they are for everybody, and their own tests open them.
        ["/stations/{slug}"] = (_, _, _) => Of("/stations/none", null),
        ["/say/{slug}"] = (_, _, _) => Of("/say/none", null),
        ["/station-questions/{id:guid}"] = async (house, _, union) => ($"/station-questions/{await QuestionAsync(house, await StationAsync(house, union))}", union),
        ["/station-today/{id:guid}"] = async (house, _, union) => ($"/station-today/{await StationAsync(house, union)}", union),
        ["/station-lives/{id:guid}"] = async (house, _, union) => ($"/station-lives/{await StationAsync(house, union)}", union),
        ["/station-lives/{id:guid}/standards"] = async (house, _, union) => ($"/station-lives/{await StationAsync(house, union)}/standards", union),
        ["/routes/draw/{id:guid?}"] = async (house, _, union) => ($"/routes/draw/{await RouteAsync(house, union)}", union),
        ["/routes/{id:guid}"] = async (house, _, union) => ($"/routes/{await RouteAsync(house, union)}", union),
        ["/station-pictures/{id:guid}"] = async (house, _, union) => ($"/station-pictures/{await StationAsync(house, union)}", union),
        ["/keeper/in/{token}"] = (_, _, _) => Of("/keeper/in/none", null),
        // Who sees which picture their own tests ask.
        ["/pictures/{id:guid}"] = (_, _, _) => Of($"/pictures/{Guid.Empty}", null),
        ["/kept-pictures/{id:guid}"] = (_, _, _) => Of($"/kept-pictures/{Guid.Empty}", null),
        ["/v/{code}"] = (_, _, _) => Of("/v/none", null),
        ["/station-keepers/{id:guid}"] = async (house, _, union) => ($"/station-keepers/{await StationAsync(house, union)}", union),
        ["/station-visits/{id:guid}"] = async (house, _, union) => ($"/station-visits/{await StationAsync(house, union)}", union),
        ["/station-hours/{id:guid}"] = async (house, _, union) => ($"/station-hours/{await StationAsync(house, union)}", union),
        ["/rounds/{id:guid}"] = async (house, _, union) => ($"/rounds/{(await RoundAsync(house, union)).Round}", union),
        ["/rounds/{id:guid}/report"] = async (house, _, union) => ($"/rounds/{(await RoundAsync(house, union)).Round}/report", union),
        ["/round-stops/{id:guid}"] = async (house, _, union) => ($"/round-stops/{(await RoundAsync(house, union)).Stop}", union),
        ["/round-stops/{id:guid}/visit"] = async (house, _, union) => ($"/round-stops/{(await RoundAsync(house, union)).Stop}/visit", union),
        ["/faults/{id:guid}"] = async (house, _, union) => ($"/faults/{(await RoundAsync(house, union)).Fault}", union),
        ["/api/rounds/{round:guid}/stations/{station:guid}/signatures/{id:guid}"] = (_, _, _) => Of($"/api/rounds/{Guid.NewGuid()}/stations/{Guid.NewGuid()}/signatures/{Guid.NewGuid()}", null),
        ["/round-signatures/{id:guid}"] = (_, _, _) => Of($"/round-signatures/{Guid.NewGuid()}", null),
        ["/api/rounds/{round:guid}/stations/{station:guid}/pictures/{id:guid}"] = (_, _, _) => Of($"/api/rounds/{Guid.NewGuid()}/stations/{Guid.NewGuid()}/pictures/{Guid.NewGuid()}", null),
        ["/api/visits/{id:guid}"] = (_, _, _) => Of($"/api/visits/{Guid.NewGuid()}", null),
        ["/goods/batches/{id:guid}"] = async (house, _, union) => ($"/goods/batches/{await BatchAsync(house, union)}", union),
        ["/goods/batches/{id:guid}/allocate"] = async (house, _, union) => ($"/goods/batches/{await BatchAsync(house, union)}/allocate", union),
        ["/goods/funds/{id:guid}"] = async (house, _, union) => ($"/goods/funds/{await FundAsync(house, union)}", union),
        ["/station-goods/{id:guid}"] = async (house, _, union) => ($"/station-goods/{await StationAsync(house, union)}", union),
        ["/station-goods/{id:guid}/month"] = async (house, _, union) => ($"/station-goods/{await StationAsync(house, union)}/month", union),
        ["/claims/{id:guid}"] = async (house, _, union) => ($"/claims/{await ClaimAsync(house, union)}", union),
        ["/me/claims/{id:guid}"] = async (house, _, union) => ($"/me/claims/{await ClaimAsync(house, union)}", union),
        ["/claim-papers/{id:guid}"] = (_, _, _) => Of($"/claim-papers/{Guid.NewGuid()}", null),
        // Nothing is published of a city without stations.
        ["/hsds/services/{id}"] = (_, _, _) => Of("/hsds/services/none", null),
        ["/hsds/service_at_locations/{id}"] = (_, _, _) => Of("/hsds/service_at_locations/none", null),
        ["/hsds/organizations/{id}"] = (_, _, _) => Of("/hsds/organizations/none", null),
        ["/hsds/taxonomies/{id}"] = (_, _, _) => Of("/hsds/taxonomies/none", null),
        ["/hsds/taxonomy_terms/{id}"] = (_, _, _) => Of("/hsds/taxonomy_terms/none", null),
        ["/join/{code}"] = async (house, _, _) => ($"/join/{await UnitAsync(house)}", null),
        ["/join/{code}/apply"] = async (house, _, _) => ($"/join/{await UnitAsync(house)}/apply", null),
        ["/follow/{code}"] = async (house, _, union) => ($"/follow/{(await ApplicationAsync(house, union)).Follow}", null),
        ["/me/applications/{id:guid}"] = async (house, _, union) => ($"/me/applications/{(await ApplicationAsync(house, union)).Id}", null),
        ["/applications/{id:guid}"] = async (house, _, union) => ($"/applications/{(await ApplicationAsync(house, union)).Id}", union),
        ["/applications/{id:guid}/slip"] = async (house, _, union) => ($"/applications/{(await ApplicationAsync(house, union)).Id}/slip", union),
        ["/applications/{id:guid}/print"] = async (house, _, union) => ($"/applications/{(await ApplicationAsync(house, union)).Id}/print", union),
        ["/transfers/{id:guid}"] = async (house, _, union) => ($"/transfers/{await TransferAsync(house, union)}", union),
        ["/join-codes/{id:guid}"] = async (house, _, union) => ($"/join-codes/{await JoinCodeAsync(house, union)}", union),
        ["/trouble/{status:int}"] = (_, _, _) => Of("/trouble/404", null),
        ["/openapi/{documentName}.json"] = (_, _, _) => Of("/openapi/v1.json", null),
    };

    static Task<(string, Guid?)> Of(string address, Guid? union) => Task.FromResult((address, union));

    static async Task<Guid> ColleagueAsync(House house, Guid union)
    {
        await using var db = house.Database.NewContext();
        var account = Account.OfStaff($"同事{Guid.NewGuid():N}", house.Clock.GetUtcNow().UtcDateTime);
        db.AddRange(account, Post.Give(account.Id, Role.Leader, union, below: false, Shared.City.Today(house.Clock)));
        await db.SaveChangesAsync();
        return account.Id;
    }

    static async Task<string> LinkAsync(House house, Guid union) =>
        (await new AddOfficer(house.Database, new SetUpLinks(house.Database, house.Vault, new Passwords(), house.Clock), house.Clock)
            .RunAsync($"新人{Guid.NewGuid():N}", Role.Leader, union, below: false, Actor.Command)).Token!;

    static Task<Guid> ImportAsync(House house, Guid union) => IdAsync(house,
        $"INSERT INTO import_runs (id, kind, file_name, file_hash, workbook, started_at, finished_at, union_id) VALUES (gen_random_uuid(), 'existing', '登记表.csv', sha256(gen_random_uuid()::text::bytea), false, now(), now(), '{union}') RETURNING id");

    /// <summary>Federations hold no members: somebody of a unit below, and the union as whose thing they are reached; below the city itself it is the unit.</summary>
    static async Task<(string, Guid?)> MemberAsync(House house, Branch branch, Guid union, string page)
    {
        if (union == branch.Parent)
        {
            var unit = await Branch.UnionAsync(house, "grassroots", $"市直{Guid.NewGuid():N}工会", branch.Parent);
            return ($"/members/{await CopyAsync(house, unit)}{page}", unit);
        }

        var (street, name) = union == branch.Sibling ? (branch.BelowSibling, "别厂") : (branch.Child, "某厂");
        return ($"/members/{await IdAsync(house, $"SELECT m.id FROM members m JOIN unions u ON u.id = m.union_id WHERE u.name = '{name}' ORDER BY m.id LIMIT 1")}{page}", street);
    }

    public static Task<Guid> CopyAsync(House house, Guid unit) => IdAsync(house,
        $"""
        INSERT INTO members (id, union_id, state, name, document_kind, document_index, secrets, joined_on, joined_on_stated, form_digest, reported_on)
        SELECT gen_random_uuid(), '{unit}', state, name, document_kind, gen_random_uuid(), secrets, joined_on, joined_on_stated, form_digest, reported_on FROM members LIMIT 1 RETURNING id
        """);

    /// <summary>Of the member that stands for that place, at their union.</summary>
    static async Task<(string, Guid?)> DataRequestAsync(House house, Branch branch, Guid union)
    {
        var (address, place) = await MemberAsync(house, branch, union, "");
        var member = Guid.Parse(address["/members/".Length..]);
        var request = await IdAsync(house,
            $"""
            WITH worker AS (INSERT INTO accounts (id, kind, created_at) VALUES (gen_random_uuid(), 'worker', now()) RETURNING id)
            INSERT INTO data_requests (id, union_id, account_id, member_id, kind, rule, state, made_at, due_on)
            SELECT gen_random_uuid(), m.union_id, worker.id, m.id, 'close-account', 'account-closing', 'open', now(), current_date FROM worker, members m WHERE m.id = '{member}' RETURNING id
            """);
        return ($"/data-requests/{request}", place);
    }

    static async Task<Guid> ClaimAsync(House house, Guid union) => await IdAsync(house,
        $"""
        INSERT INTO claims (id, person, member_id, union_id, entered_by, plan, benefit, rule, year_begins, happened_on, state, state_since, filed_at, by_app, details, consent, consent_at)
        VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{union}', '{await ColleagueAsync(house, union)}', 'inpatient', 'inpatient', 'inpatient/city/2011-01-01', '2026-01-01', '2026-03-01', 'review', now(), now(), false, '\x00', 'health-1', now()) RETURNING id
        """);

    static async Task<string> UnitAsync(House house) => (await IdAsync(house, "SELECT id FROM unions WHERE name = '某厂'")).ToString("n");

    /// <summary>Of the worker who came last, where one did.</summary>
    static async Task<(Guid Id, string Follow)> ApplicationAsync(House house, Guid union)
    {
        var applicants = new Applicants(new PersonKeys(house.Vault, house.Clock), house.Vault, new EnrolMember(house.Vault));
        var worker = await IdAsync(house, "SELECT coalesce((SELECT a.id FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.kind = 'worker' ORDER BY s.made_at DESC LIMIT 1), gen_random_uuid())");
        await using var db = house.Database.NewContext();
        var (account, follow) = (await db.FindAsync<Account>(worker), JoinCode.Draw());
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        var person = JoiningWorld.Person(Random.Shared.Next(1, 100_000)) with { FollowCode = follow };
        var secret = await applicants.SealAsync(connection, Guid.CreateVersion7(), person, null, default);
        var target = new JoinTarget("", null, null, union, "", null, null, null, null);
        var (today, at) = (Shared.City.Today(house.Clock), house.Clock.GetUtcNow().UtcDateTime);
        var application = Application.Submit(target, new(union, "joining-decision/city/2020-01-01", today.AddDays(9)), secret, account?.Id, account is null ? await ColleagueAsync(house, union) : null, at);
        db.Add(application);
        await db.SaveChangesAsync();
        return (application.Id, follow);
    }

    static async Task<Guid> TransferAsync(House house, Guid union)
    {
        var (application, _) = await ApplicationAsync(house, union);
        return await IdAsync(house,
            $"""
            INSERT INTO transfers (id, application_id, member_id, from_id, to_id, union_id, state, clock, due_on, asked_at)
            SELECT gen_random_uuid(), '{application}', gen_random_uuid(), '{union}', id, '{union}', 'asked', 'transfer-answer/city/2020-01-01', current_date + 5, now() FROM unions WHERE id <> '{union}' LIMIT 1 RETURNING id
            """);
    }

    /// <summary>In a street that is made with it, where this city has none.</summary>
    public static Task<Guid> StationAsync(House house, Guid union) => IdAsync(house,
        $"""
        INSERT INTO divisions (code, name, level, parent_code) VALUES ('w', '本市', 'city', NULL), ('w1', '一区', 'district', 'w'), ('w11', '一街道', 'street', 'w1') ON CONFLICT DO NOTHING;
        INSERT INTO stations (id, code, slug, name, name_key, kind, union_id, district_code, street_code, created_at, changed_at)
        SELECT id, left(id::text, 30), left(id::text, 30), '驿站', '驿站', 'station', '{union}', 'w1', 'w11', now(), now() FROM gen_random_uuid() AS id RETURNING id
        """);

    static Task<Guid> RouteAsync(House house, Guid union) => IdAsync(house,
        $"INSERT INTO shift_routes (id, union_id, name, line, within, drawn_at) SELECT id, '{union}', left(id::text, 30), ARRAY[39.91, 116.42, 39.91, 116.43], 200, now() FROM gen_random_uuid() AS id RETURNING id");

    /// <summary>A round over one station, seen once, with one thing to mend.</summary>
    static async Task<(Guid Round, Guid Stop, Guid Fault)> RoundAsync(House house, Guid union)
    {
        var (by, station) = (await ColleagueAsync(house, union), await StationAsync(house, union));
        var round = await IdAsync(house, $"INSERT INTO rounds (id, union_id, title, announced, teams, from_on, until_on, opened_at, opened_by) VALUES (gen_random_uuid(), '{union}', '自查', true, 1, current_date, current_date, now(), '{by}') RETURNING id");
        var stop = await IdAsync(house, $"INSERT INTO round_stops (id, round_id, station_id, union_id, team, on_day, place) VALUES (gen_random_uuid(), '{round}', '{station}', '{union}', 1, current_date, 1) RETURNING id");
        return (round, stop, await IdAsync(house,
            $"""
            WITH list AS (INSERT INTO round_checklists (id, stamp, content, kept_at) VALUES (gen_random_uuid(), 's', '{"{"}"stamp":"s","kind":"station","items":[],"mend":[],"farMetres":500,"clockMinutes":10{"}"}', now()) RETURNING id),
                visit AS (INSERT INTO round_visits (id, visit_id, version, round_id, station_id, union_id, team, account_id, checklist_id, visited_at, happened_at, received_at, flags, answers, agreed, note, pictures, standing)
                    SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '{round}', '{station}', '{union}', 1, '{by}', id, now(), now(), now(), '{"{}"}', '[]', 'agreed', '', '{"{}"}', 'counts' FROM list RETURNING id)
            INSERT INTO round_faults (id, delivery_id, round_id, station_id, union_id, item, title, title_en, facilities, missing, severity, owner, note, rule, found_at, due_on, state)
            SELECT gen_random_uuid(), id, '{round}', '{station}', '{union}', 'clean', '干净', 'Clean', '{"{}"}', false, 'slight', 'keeper', '', 's', now(), current_date, 'open' FROM visit RETURNING id
            """));
    }
    static Task<Guid> FundAsync(House house, Guid union) => IdAsync(house,
        $"INSERT INTO goods_funds (id, union_id, name, made_at) SELECT id, '{union}', id::text, now() FROM gen_random_uuid() AS id RETURNING id");

    static async Task<Guid> BatchAsync(House house, Guid union) => await IdAsync(house,
        $"INSERT INTO goods_batches (id, union_id, number, supplier, paper, bought_on, fund_id, account_id, made_at) SELECT id, '{union}', id::text, '某公司', '1', current_date, '{await FundAsync(house, union)}', (SELECT id FROM accounts LIMIT 1), now() FROM gen_random_uuid() AS id RETURNING id");

    static Task<Guid> QuestionAsync(House house, Guid station) => IdAsync(house,
        $"INSERT INTO station_questions (id, station_id, union_id, about, asked_at, rule, due_on) SELECT gen_random_uuid(), id, union_id, 'open', now(), 'station-question/city/2020-01-01', current_date FROM stations WHERE id = '{station}' RETURNING id");

    static Task<Guid> JoinCodeAsync(House house, Guid union) => IdAsync(house,
        $"""
        UPDATE join_codes SET revoked_at = now() WHERE union_id = '{union}' AND revoked_at IS NULL;
        INSERT INTO join_codes (id, union_id, code, made_at, revoked_at) VALUES (gen_random_uuid(), '{union}', '{JoinCode.Draw()}', now(), NULL) RETURNING id
        """);

    static Task<Guid> EnrolmentRollAsync(House house, Guid union) => IdAsync(house,
        $"INSERT INTO aid_rolls (id, union_id, plan, year_begins_on, rule, file_name, account_id, post_id, made_at, state) VALUES (gen_random_uuid(), '{union}', 'accident', '2026-01-01', 'accident/city/2017-01-01', 'list.csv', gen_random_uuid(), gen_random_uuid(), now(), 'dropped') RETURNING id");

    static async Task<Guid> FullExportAsync(House house, Guid union)
    {
        var account = await ColleagueAsync(house, union);
        return await IdAsync(house,
            $"""
            INSERT INTO full_exports (id, union_id, below, people, purpose, asked_by, asked_post, asked_at, expires_at)
            SELECT gen_random_uuid(), '{union}', true, 1, 'check-record', '{account}', p.id, now(), now() + interval '1 day' FROM posts p WHERE p.account_id = '{account}' RETURNING id
            """);
    }

    static async Task<Guid> KeyItemAsync(House house, Guid union)
    {
        await ColleagueAsync(house, union);
        await using var db = house.Database.NewContext();
        var told = KeyWork.Told.By(db.Set<Post>().First(p => p.UnionId == union).Id, house.Clock.GetUtcNow().UtcDateTime, "");
        var (item, line) = KeyWork.KeyItem.Set(new("新建户外劳动者驿站", "", union, null, "李卫东", told.On.AddDays(30)), union, told);
        db.AddRange(item, line);
        await db.SaveChangesAsync();
        return item.Id;
    }

    public static async Task<Guid> IdAsync(House house, string sql)
    {
        await using var command = house.Database.Source.CreateCommand(sql);
        return (Guid)(await command.ExecuteScalarAsync())!;
    }
}
