using System.Net;
using Waystation.Accounts;
using Waystation.Members;
using static Waystation.Joining.JoiningPagesTests;
using static Waystation.TestHouse;

namespace Waystation.Joining;

/// <summary>Who comes to the pages of joining without being meant to, and what a form must not say.</summary>
public class JoiningRefusalsTests
{
    [Theory]
    [InlineData("/me/applications", "/sign-in")]
    [InlineData("/me/applications/0198aaaa-0000-7000-8000-00000000ffff", "/sign-in")]
    [InlineData("/join/0198aaaa000070008000000000000007/apply", "/sign-in")]
    [InlineData("/applications", "/desk/sign-in")]
    [InlineData("/applications/new", "/desk/sign-in")]
    [InlineData("/applications/0198aaaa-0000-7000-8000-00000000ffff", "/desk/sign-in")]
    [InlineData("/applications/0198aaaa-0000-7000-8000-00000000ffff/slip", "/desk/sign-in")]
    [InlineData("/applications/0198aaaa-0000-7000-8000-00000000ffff/print", "/desk/sign-in")]
    [InlineData("/transfers/0198aaaa-0000-7000-8000-00000000ffff", "/desk/sign-in")]
    [InlineData("/members/roll", "/desk/sign-in")]
    [InlineData("/join-codes", "/desk/sign-in")]
    [InlineData("/join-codes/0198aaaa-0000-7000-8000-00000000ffff", "/desk/sign-in")]
    public async Task Whoever_is_not_signed_in_is_sent_to_their_own_door(string url, string door)
    {
        var (_, house) = await CityAsync();
        await using var running = house;

        var answer = await house.Visitor().GetAsync(url);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith($"{door}?back=", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Another_worker_finds_nothing_and_can_do_nothing()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var id = await AppliedAsync(await house.WorkerAsync(), world.Joint);
        var stranger = await house.WorkerAsync();
        await AppliedAsync(stranger, world.Joint, person: 2);

        foreach (var url in new[] { $"/me/applications/{id}", $"/me/applications/{Guid.NewGuid()}", "/me/applications/nonsense" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(url)).StatusCode);
        foreach (var handler in new[] { "Withdraw", "Appeal" })
            Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(stranger, $"/join/{world.Joint:n}/apply", $"/me/applications/{id}?handler={handler}")).StatusCode);
        Assert.True((await world.ReadAsync(Guid.Parse(id))).IsOpen);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"/applications/{id}")).StatusCode);
    }

    [Fact]
    public async Task An_officer_of_a_sibling_a_child_or_a_parent_that_does_not_reach_below_finds_nothing()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var atTheStreet = await AppliedAsync(await house.WorkerAsync(), world.Joint);
        await world.DoAsync("UPDATE applications SET union_id = $1", world.Desheng);
        var strangers = new[]
        {
            await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false), await house.StaffAsync(Role.SubdistrictOfficer, world.Zhanlanlu),
            await house.StaffAsync(Role.DistrictOfficer, world.West, below: false), await house.StaffAsync(Role.DistrictOfficer, world.East),
        };

        foreach (var officer in strangers)
        {
            foreach (var page in new[] { "", "/slip", "/print" })
                Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/applications/{atTheStreet}{page}")).StatusCode);
            foreach (var handler in new[] { "Approve", "Refuse", "Reveal", "Appeal", "Withdraw" })
                Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(officer, "/join-codes", $"/applications/{atTheStreet}?handler={handler}", new() { ["Reason"] = "not-wage-earning-here" })).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(officer, "/join-codes", $"/applications/{atTheStreet}/print")).StatusCode);
            await PressAsync(officer, "/join-codes", "/applications?handler=Approve", new() { ["Chosen"] = atTheStreet });
            Assert.DoesNotContain(atTheStreet, await officer.GetStringAsync("/applications"));
            Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/members/roll?union={world.Desheng}")).StatusCode);
        }

        Assert.True((await world.ReadAsync(Guid.Parse(atTheStreet))).IsOpen);
        Assert.Equal(HttpStatusCode.OK, (await (await house.StaffAsync(Role.DistrictOfficer, world.West)).GetAsync($"/applications/{atTheStreet}")).StatusCode);
    }

    [Fact]
    public async Task A_transfer_is_only_before_the_union_that_answers_it()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        await world.ApproveAsync(await world.SubmitAsync(world.Joint), await world.OfficerAsync());
        var application = await world.SubmitAsync(world.Jianguo);
        await world.RefuseAsync(application, "already-a-member", await world.OfficerAsync());
        var transfer = (await world.TransferAsync(application)).Id;
        var (asks, answers) = (await house.StaffAsync(Role.GrassrootsChair, world.Jianguo, below: false), await house.StaffAsync(Role.GrassrootsChair, world.Joint, below: false));

        Assert.Equal(HttpStatusCode.NotFound, (await asks.GetAsync($"/transfers/{transfer}")).StatusCode);
        foreach (var handler in new[] { "Agree", "Object", "Decline" })
            Assert.Equal(HttpStatusCode.NotFound, (await PressAsync(asks, "/join-codes", $"/transfers/{transfer}?handler={handler}")).StatusCode);
        Assert.Contains("joining.only-above-declines" is var key ? Shared.Words.Say(Shared.Words.Chinese, key) : "", await (await PressAsync(answers, $"/transfers/{transfer}", $"/transfers/{transfer}?handler=Decline")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await PressAsync(answers, $"/transfers/{transfer}", $"/transfers/{transfer}?handler=Agree")).StatusCode);
        Assert.Equal(world.Jianguo, await world.AskAsync<Guid>("SELECT union_id FROM members"));
    }

    [Theory]
    [InlineData("/join/nonsense")]
    [InlineData("/join/ABCDEFGHJK")]
    [InlineData("/follow/x")]
    [InlineData("/follow/ABCDEFGHJK")]
    [InlineData("/applications?after=nonsense")]
    [InlineData("/members/roll?union=nonsense")]
    [InlineData("/members/roll?number=-1")]
    [InlineData("/applications/new?at=nonsense")]
    public async Task What_nobody_made_is_not_found(string url)
    {
        var (_, house) = await CityAsync();
        await using var running = house;

        Assert.Equal(HttpStatusCode.NotFound, (await (await house.OfficerAsync()).GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused_and_a_worker_cannot_decide()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var worker = await house.WorkerAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await worker.PostAsync($"/join/{world.Joint:n}/apply", new FormUrlEncodedContent(Fields()))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PressAsync(worker, $"/join/{world.Joint:n}/apply", "/applications?handler=Approve")).StatusCode);
    }

    [Fact]
    public async Task A_worker_reads_what_is_wrong_with_the_form_beside_what_they_typed()
    {
        var (world, house) = await CityAsync();
        await using var running = house;
        var fields = Fields();
        fields["Form.Number"] = "110101199003078516";

        var answer = await PostFormAsync(await house.WorkerAsync(), $"/join/{world.Joint:n}/apply", fields);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("居民身份证号码是 18 位", page);
        Assert.Contains("value=\"王小芳\"", page);
    }
}
