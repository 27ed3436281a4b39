using System.Net;

namespace Waystation.Accounts;

/// <summary>Every route of the running program, asked as everybody at every place: who adds a route has it walked.</summary>
[Trait("server", "any")]
public class WalkTests
{
    [Fact]
    public async Task Every_route_says_whom_it_is_for()
    {
        var (web, _) = await Walk.InAsync();
        await using var closing = web;

        Architecture.Law.None((await WalkedRoute.AllAsync(web)).Where(route => route.Class is null).Select(route => route.Pattern));
    }

    [Fact]
    public async Task A_route_that_nobody_classified_is_found_and_is_there_for_nobody()
    {
        var (web, branch) = await Walk.InAsync(With(app => app.MapGet("/planted", () => "leak")));
        await using var closing = web;

        var planted = (await WalkedRoute.AllAsync(web)).Single(route => route.Class is null);

        Assert.Equal("/planted", planted.Pattern);
        foreach (var walker in await new Walk(web, branch).EverybodyAsync()) Assert.Equal(HttpStatusCode.NotFound, (await walker.Client.GetAsync("/planted")).StatusCode);
    }

    [Fact]
    public async Task Everybody_gets_from_every_route_what_its_class_promises_and_nothing_else()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var walk = new Walk(web, branch);
        var everybody = await walk.EverybodyAsync();

        List<string> findings = [];
        foreach (var route in (await WalkedRoute.AllAsync(web)).Where(route => route.CanGet && route.Pattern != "/readyz")) findings.AddRange(await walk.ReadAsync(route, everybody));

        Architecture.Law.None(findings);
    }

    [Fact]
    public async Task A_route_that_leaks_is_found()
    {
        var (web, branch) = await Walk.InAsync(With(app =>
        {
            app.MapGet("/accounts/{id:guid}", (Guid id) => "leak").WithMetadata(new ForStaffAttribute(Right.SeeMembers)).WithOrder(-1);
            app.MapGet("/open", () => "leak").WithMetadata(new ForStaffAttribute(Right.ReadLog)).AllowAnonymous();
        }));
        await using var closing = web;
        var walk = new Walk(web, branch);
        var everybody = await walk.EverybodyAsync();
        var routes = await WalkedRoute.AllAsync(web);

        var past = await walk.ReadAsync(routes.First(route => route.Pattern == "/accounts/{id:guid}"), everybody);
        var open = await walk.ReadAsync(routes.Single(route => route.Pattern == "/open"), everybody);

        Assert.Contains(past, finding => finding.Contains("DistrictOfficer of the district at the own union: 200", StringComparison.Ordinal));
        Assert.Contains(open, finding => finding.Contains("nobody", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_form_is_taken_without_the_token_of_the_session_that_sends_it()
    {
        var (web, branch) = await Walk.InAsync();
        await using var closing = web;
        var walk = new Walk(web, branch);
        var some = (await walk.EverybodyAsync()).Where(walker => !walker.Name.EndsWith("alone", StringComparison.Ordinal)).ToList();

        List<string> findings = [];
        foreach (var route in (await WalkedRoute.AllAsync(web)).Where(route => route.Posts.Count > 0)) findings.AddRange(await walk.ForgeAsync(route, some));

        Architecture.Law.None(findings);
    }

    [Fact]
    public async Task Whoever_only_reads_a_page_is_refused_each_of_its_forms()
    {
        var (web, branch) = await Walk.InAsync(With(app => app.MapPost("/planted", () => "taken").WithMetadata(new ForStaffAttribute(Right.SeeStations)).DisableAntiforgery()));
        await using var closing = web;
        var walk = new Walk(web, branch);
        var reader = new Walker("the leader of the district", await web.StaffAsync(Role.Leader, branch.Own), Role.Leader, branch.Own, Below: true);
        var routes = await WalkedRoute.AllAsync(web);

        List<WalkedRoute> read = [.. routes.Where(route => route.Posts.Count > 0 && Walk.OnlyReads(route.Class, reader))];
        List<string> findings = [];
        foreach (var route in read) findings.AddRange(await walk.PressAsync(route, reader));

        Architecture.Law.None(findings);
        Assert.Superset(new HashSet<string> { "/rounds/{id:guid}", "/station-goods/{id:guid}", "/station-modes", "/station-lives/{id:guid}" }, read.Select(route => route.Pattern).ToHashSet());
        Assert.NotEmpty(await walk.PressAsync(routes.Single(route => route.Pattern == "/planted"), reader));
    }

    static Commands.Features With(Action<Microsoft.AspNetCore.Builder.WebApplication> planted) => Rooms.Features with
    {
        MapEndpoints = app =>
        {
            Rooms.Features.MapEndpoints(app);
            planted(app);
        },
    };
}
