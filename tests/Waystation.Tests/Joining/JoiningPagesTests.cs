using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Waystation.Accounts;
using Waystation.Members;
using static Waystation.TestHouse;

namespace Waystation.Joining;

public class JoiningPagesTests
{
    internal static Dictionary<string, string> Fields(int person = 1) => new()
    {
        ["Form.Name"] = "王小芳", ["Form.Kind"] = "resident-id", ["Form.Number"] = MemberWorld.IdOf(person), ["Form.Phone"] = "13800000000", ["Form.Workplace"] = "某快递站", ["Form.Work"] = "parcel-courier",
    };

    internal static async Task<(JoiningWorld World, TestHouse House)> CityAsync()
    {
        var world = await JoiningWorld.NewAsync();
        return (world, await OnAsync(world.Database));
    }

    internal static async Task<string> AppliedAsync(HttpClient worker, Guid union, int person = 1)
    {
        var answer = await PostFormAsync(worker, $"/join/{union:n}/apply", Fields(person));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.OriginalString.Split('/')[^1];
    }

    internal static async Task<HttpResponseMessage> PressAsync(HttpClient who, string page, string form, Dictionary<string, string>? fields = null)
    {
        var token = ((IHtmlInputElement)(await PageAsync(who, page)).QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        return await who.PostAsync(form, new FormUrlEncodedContent([.. fields ?? [], new("__RequestVerificationToken", token)]));
    }

    [Fact]
    public async Task A_worker_joins_by_a_code_and_sees_who_must_answer_by_when()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var officer = await house.StaffAsync(Role.SubdistrictOfficer, world.Desheng);
        var sheet = (await PressAsync(officer, "/join-codes", "/join-codes?handler=Make", new() { ["union"] = $"{world.Joint}" })).Headers.Location!.OriginalString;
        var code = (await PageAsync(officer, sheet)).QuerySelector(".code")!.TextContent;
        var worker = await house.WorkerAsync();

        Assert.Contains("加入德胜街道联合基层工会", (await PageAsync(house.Visitor(), $"/join/{code.ToLowerInvariant()}")).QuerySelector("h1")!.TextContent);
        var answer = await PostFormAsync(worker, $"/join/{code}/apply", Fields());
        var mine = await PageAsync(worker, answer.Headers.Location!.OriginalString);

        Assert.Contains("德胜街道联合基层工会须在", mine.Body!.TextContent);
        Assert.Contains("王*芳", mine.Body!.TextContent);
        Assert.DoesNotContain("王小芳", mine.Body!.TextContent);
        Assert.Contains("待审核", (await PageAsync(worker, "/me/applications")).Body!.TextContent);
    }

    [Fact]
    public async Task A_renewed_code_ends_the_old_one_and_another_branch_makes_none()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var officer = await house.StaffAsync(Role.SubdistrictOfficer, world.Desheng);
        async Task<string> MakeAsync(Guid union) => (await PressAsync(officer, "/join-codes", "/join-codes?handler=Make", new() { ["union"] = $"{union}" })).Headers.Location?.OriginalString ?? "";
        var old = (await PageAsync(officer, await MakeAsync(world.Joint))).QuerySelector(".code")!.TextContent;

        var now = await MakeAsync(world.Joint);
        var code = (await PageAsync(officer, now)).QuerySelector(".code")!.TextContent;

        Assert.Equal(HttpStatusCode.NotFound, (await house.Visitor().GetAsync($"/join/{old}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await house.Visitor().GetAsync($"/join/{code}")).StatusCode);
        Assert.Equal("", await MakeAsync(world.Jianguo));
        Assert.Equal("", await MakeAsync(world.Desheng));
        Assert.Equal(HttpStatusCode.NotFound, (await (await house.StaffAsync(Role.GrassrootsChair, world.Jianguo)).GetAsync(now)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(await house.StaffAsync(Role.GrassrootsChair, world.Jianguo), "/join-codes", "/join-codes?handler=Revoke", new() { ["id"] = now.Split('/')[^1] })).StatusCode);
        await PressAsync(officer, "/join-codes", "/join-codes?handler=Revoke", new() { ["id"] = now.Split('/')[^1] });
        Assert.Equal(HttpStatusCode.NotFound, (await house.Visitor().GetAsync($"/join/{code}")).StatusCode);
    }

    [Fact]
    public async Task An_officer_sees_a_masked_page_and_each_look_in_full_is_a_line_the_person_finds()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var id = await AppliedAsync(await house.WorkerAsync(), world.Joint);
        var chair = await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false);
        var masked = await chair.GetStringAsync($"/applications/{id}") + await chair.GetStringAsync("/applications") + await chair.GetStringAsync($"/applications/{id}/print");
        var person = (await world.ReadAsync(Guid.Parse(id))).PersonId;
        Assert.DoesNotContain("王小芳", masked);
        Assert.DoesNotContain(MemberWorld.IdOf(1), masked);
        Assert.Equal(0L, await world.AskAsync<long>("SELECT count(*) FROM logbook_about WHERE member_id = $1", person));

        var full = await (await PressAsync(chair, $"/applications/{id}", $"/applications/{id}?handler=Reveal")).Content.ReadAsStringAsync();
        var printed = await (await PressAsync(chair, $"/applications/{id}", $"/applications/{id}/print")).Content.ReadAsStringAsync();

        Assert.All([full, printed], page => Assert.Contains(MemberWorld.IdOf(1), page));
        Assert.Equal("printed-application,revealed-application", await world.AskAsync<string>(
            "SELECT string_agg(l.did, ',' ORDER BY l.did) FROM logbook l JOIN logbook_about a USING (epoch, xid, seq) WHERE a.member_id = $1 AND l.purpose = 'decide-application' AND l.post_id IS NOT NULL", person));
    }

    [Fact]
    public async Task Several_are_approved_together_and_the_one_that_cannot_be_says_why()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var (one, two) = (await AppliedAsync(await house.WorkerAsync(), world.Joint, 1), await AppliedAsync(await house.WorkerAsync(), world.Joint, 2));
        var passport = Fields();
        (passport["Form.Kind"], passport["Form.Number"]) = ("passport", "E12345678");
        var three = (await PostFormAsync(await house.WorkerAsync(), $"/join/{world.Joint:n}/apply", passport)).Headers.Location!.OriginalString.Split('/')[^1];
        var chair = await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false);
        var token = ((IHtmlInputElement)(await PageAsync(chair, "/applications")).QuerySelector("main input[name=__RequestVerificationToken]")!).Value;

        var answer = await chair.PostAsync("/applications?handler=Approve", new FormUrlEncodedContent(
            [new("Chosen", three), new("Chosen", one), new("Chosen", two), new("Chosen", one), new("Chosen", $"{Guid.NewGuid()}"), new("__RequestVerificationToken", token)]));

        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("已批准 2 人", page);
        Assert.Contains("看不出出生日期", page);
        Assert.Equal(2L, await world.AskAsync<long>("SELECT count(*) FROM members"));
        Assert.True((await world.ReadAsync(Guid.Parse(three))).IsOpen);
    }

    [Fact]
    public async Task A_person_without_a_phone_follows_the_slip_and_appeals_through_an_officer()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var chair = await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false);
        var fields = Fields();
        fields["Form.Phone"] = "";
        Assert.Contains("请让本人在屏幕上签名", await (await PostFormAsync(chair, "/applications/new", fields)).Content.ReadAsStringAsync());
        fields["Signature"] = "M1 1L2 2\"/><script>";
        Assert.Contains("签名没有完整传上来", await (await PostFormAsync(chair, "/applications/new", fields)).Content.ReadAsStringAsync());
        fields["Signature"] = "M1 1L20 30L599 199";
        var slip = (await PostFormAsync(chair, "/applications/new", fields)).Headers.Location!.OriginalString;
        Assert.Equal(slip, (await PostFormAsync(chair, "/applications/new", fields)).Headers.Location!.OriginalString);

        var address = new Uri((await PageAsync(chair, slip)).QuerySelector(".num")!.TextContent).AbsolutePath;
        var followed = await house.Visitor().GetStringAsync(address);
        Assert.Contains("王*芳", followed);
        Assert.DoesNotContain("王小芳", followed);
        Assert.DoesNotContain("某快递站", followed);

        var page = slip[..^"/slip".Length];
        Assert.Contains("M1 1L20 30L599 199", await (await PressAsync(chair, page, $"{page}?handler=Reveal")).Content.ReadAsStringAsync());
        await PressAsync(chair, page, $"{page}?handler=Refuse", new() { ["Reason"] = "identity-not-established" });
        Assert.Contains("身份无法核实", await house.Visitor().GetStringAsync(address));
        await PressAsync(chair, page, $"{page}?handler=Appeal");
        Assert.Contains("申诉中", await house.Visitor().GetStringAsync(address));
        Assert.Equal(HttpStatusCode.NotFound, (await chair.GetAsync(page)).StatusCode);
    }

    [Fact]
    public async Task An_officer_neither_withdraws_nor_appeals_for_somebody_with_an_account()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var id = await AppliedAsync(await house.WorkerAsync(), world.Joint);
        var chair = await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false);

        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(chair, $"/applications/{id}", $"/applications/{id}?handler=Withdraw")).StatusCode);
        Assert.True((await world.ReadAsync(Guid.Parse(id))).IsOpen);
    }

    [Fact]
    public async Task The_roll_is_masked_unless_a_purpose_is_given_and_then_each_member_finds_the_line()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var officer = await world.OfficerAsync();
        for (var person = 1; person <= 3; person++) await world.ApproveAsync(await world.SubmitAsync(world.Joint, JoiningWorld.Person(person)), officer);
        var chair = await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false);
        Assert.Equal(HttpStatusCode.BadRequest, (await PressAsync(chair, "/members/roll", "/members/roll", new() { ["why"] = "SettleBenefit" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(chair, "/members/roll", "/members/roll", new() { ["why"] = "curiosity" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(chair, "/members/roll", $"/members/roll?union={world.Jianguo}", new() { ["why"] = "CheckRecord" })).StatusCode);

        var masked = await chair.GetStringAsync("/members/roll");
        var full = await (await PressAsync(chair, "/members/roll", "/members/roll", new() { ["why"] = "CheckRecord" })).Content.ReadAsStringAsync();

        Assert.DoesNotContain(MemberWorld.IdOf(2), masked);
        Assert.DoesNotContain("王小芳", masked);
        Assert.Contains(MemberWorld.IdOf(2), full);
        Assert.Equal((3L, 1L), (await world.AskAsync<long>("SELECT count(*) FROM logbook_about"), await world.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'printed-roll' AND amount = 3")));
    }

    [Theory]
    [InlineData("/join?name=德胜快递", "德胜快递工会")]
    [InlineData("/join?address=西城区德胜门外大街德胜街道8号", "德胜街道联合基层工会")]
    [InlineData("/join?street=110102009", "德胜街道联合基层工会")]
    [InlineData("/join?street=110102007", "展览路街道还没有接收个人的工会")]
    [InlineData("/join?name=火星", "没有找到这个名称的工会")]
    [InlineData("/join?address=火星", "没有从这个地址认出街道")]
    [InlineData("/join?lat=51.5&lon=-0.1", "没有找到本市的街道")]
    public async Task Somebody_without_a_code_finds_the_union_to_join(string url, string found)
    {
        var (_, house) = await CityAsync();
        await using var running = house;

        Assert.Contains(found, await house.Visitor().GetStringAsync(url));
    }

    [Fact]
    public async Task A_position_that_is_none_is_refused_with_a_sentence()
    {
        var (_, house) = await CityAsync();
        await using var running = house;

        var answer = await house.Visitor().GetAsync("/join?lat=NaN&lon=x");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("位置不对", await answer.Content.ReadAsStringAsync());
    }
}
