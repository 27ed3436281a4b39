using System.Net;
using AngleSharp.Html.Dom;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>Somebody who asks: on a post, as a worker, or as nobody.</summary>
sealed record Walker(string Name, HttpClient Client, Role? Role = null, Guid Post = default, bool Below = false, bool IsWorker = false, bool AtStation = false);

/// <summary>Asks every route as everybody, at every place, and says which answers are not those that the route's class promises.</summary>
sealed class Walk(TestHouse web, Branch branch)
{
    /// <summary>Pages that a house shows only in a certain state: outside it they are not there for anybody.</summary>
    static readonly string[] mayBeAbsent = ["/demo/outbox", "/trouble/{status:int}", "/stations/{slug}", "/say/{slug}", "/v/{code}", "/hsds/services/{id}", "/hsds/service_at_locations/{id}", "/hsds/organizations/{id}", "/hsds/taxonomies/{id}", "/hsds/taxonomy_terms/{id}", "/follow/{code}", "/api/outlines", "/pictures/{id:guid}", "/kept-pictures/{id:guid}", "/round-signatures/{id:guid}", "/aid/person/{id:guid}", "/claim-papers/{id:guid}"];

    /// <summary>A language is no secret and no loss, and its form stands on pages that are cached for everybody; asking what a code is worth changes nothing; and what is only taken by PUT no foreign page can send.</summary>
    static readonly string[] needsNoToken = ["/language", "/api/code/check", "/api/visits/{id:guid}", "/api/rounds/{round:guid}/stations/{station:guid}/pictures/{id:guid}", "/api/rounds/{round:guid}/stations/{station:guid}/signatures/{id:guid}"];

    /// <summary>Somebody else's: the same for all that is forged.</summary>
    string? foreign;

    public static async Task<(TestHouse Web, Branch Branch)> InAsync(Commands.Features? features = null, Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? change = null)
    {
        var database = await TestDatabase.NewAsync("branch", PrepareAsync);
        var web = await TestHouse.OnAsync(database, features ?? Rooms.Features, change: change);
        return (web, await FindAsync(web));
    }

    public async Task<List<Walker>> EverybodyAsync()
    {
        List<Walker> all = [new("nobody", web.Visitor()), new("a worker", await web.WorkerAsync(), IsWorker: true)];
        foreach (var role in Roles.All)
        {
            all.Add(new($"{role} of the district", await web.StaffAsync(role, branch.Own), role, branch.Own, Below: true));
            all.Add(new($"{role} of the district alone", await web.StaffAsync(role, branch.Own, below: false), role, branch.Own));
            all.Add(new($"{role} of the city", await web.StaffAsync(role, branch.Parent), role, branch.Parent, Below: true));
        }

        all.Add(new("the keeper of one station", await web.KeeperAsync(branch.Own, await RouteIds.StationAsync(web.House, branch.Own)), Role.StationKeeper, branch.Own, AtStation: true));
        return all;
    }

    public async Task<List<string>> ReadAsync(WalkedRoute route, IReadOnlyList<Walker> walkers)
    {
        List<string> findings = [];
        var places = route.Pattern.Contains('{') ? new[] { ("own", branch.Own), ("parent", branch.Parent), ("child", branch.Child), ("sibling", branch.Sibling) } : [("no", branch.Own)];
        foreach (var (place, at) in places)
        {
            var (address, union) = await AddressAsync(route, at);
            foreach (var walker in walkers.Where(one => IsWorthAsking(route, one, isFirst: at == branch.Own)))
            {
                using var answer = await walker.Client.GetAsync(address);
                if (!IsPromised(route, walker, union, answer)) findings.Add($"{route.Pattern} asked by {walker.Name} at the {place} union: {(int)answer.StatusCode} {answer.Headers.Location}");
            }
        }

        return findings;
    }

    /// <summary>A form without its token, and one with the token that somebody else was given, cookie and all.</summary>
    public async Task<List<string>> ForgeAsync(WalkedRoute route, IReadOnlyList<Walker> walkers)
    {
        List<string> findings = [];
        foreign ??= await ForeignTokenAsync();
        foreach (var walker in walkers.Where(one => needsNoToken.Contains(route.Pattern) is false && MayChange(route.Class, one)))
        {
            var (address, _) = await AddressAsync(route, branch.Own);
            foreach (var handler in route.Posts)
                foreach (var token in new[] { null, foreign })
                {
                    var form = token is null ? [] : new Dictionary<string, string> { ["__RequestVerificationToken"] = token };
                    using var answer = await walker.Client.PostAsync(handler.Length == 0 ? address : $"{address}?handler={handler}", new FormUrlEncodedContent(form));
                    if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound)) findings.Add($"{route.Pattern} {handler} forged as {walker.Name}: {(int)answer.StatusCode}");
                }
        }

        return findings;
    }

    /// <summary>Every form of a page that somebody only reads, with the token of their own session: none is taken.</summary>
    public async Task<List<string>> PressAsync(WalkedRoute route, Walker reader)
    {
        List<string> findings = [];
        var (address, _) = await AddressAsync(route, branch.Own);
        foreach (var handler in route.Posts)
        {
            using var answer = await Joining.JoiningPagesTests.PressAsync(reader.Client, "/sessions", handler.Length == 0 ? address : $"{address}?handler={handler}");
            if (answer.StatusCode is not HttpStatusCode.Forbidden) findings.Add($"{route.Pattern} {handler} pressed by {reader.Name}: {(int)answer.StatusCode}");
        }

        return findings;
    }

    public async Task<(string Address, Guid? Union)> AddressAsync(WalkedRoute route, Guid at)
    {
        if (!route.Pattern.Contains('{')) return (route.Pattern, null);

        Assert.True(RouteIds.Ways.TryGetValue(route.Pattern, out var way), $"{route.Pattern}: RouteIds does not say how to come by such an address");
        return await way(web.House, branch, at);
    }

    /// <summary>Who has no right is turned away before any place is looked at: once is enough, and on one post.</summary>
    static bool IsWorthAsking(WalkedRoute route, Walker walker, bool isFirst) => MayOpen(route.Class, walker) || (isFirst && walker is { Role: null } or { Below: true } or { AtStation: true });

    bool IsPromised(WalkedRoute route, Walker walker, Guid? union, HttpResponseMessage answer)
    {
        var status = answer.StatusCode;
        var to = answer.Headers.Location?.OriginalString ?? "";
        var isSentToSignIn = status is HttpStatusCode.Redirect && to.Contains("sign-in?back=", StringComparison.Ordinal);
        if (route.Class is not ForEveryoneAttribute && walker is { Role: null, IsWorker: false }) return isSentToSignIn && to.StartsWith(WayIn(route.Class), StringComparison.Ordinal);
        if (!MayOpen(route.Class, walker)) return status is HttpStatusCode.Forbidden;
        if (union is not null && route.Class is ForWorkersAttribute) return status is HttpStatusCode.NotFound; // another worker's
        if (union is { } its && walker.Role is not null && !branch.Reaches(walker.Post, walker.Below, its)) return status is HttpStatusCode.NotFound;
        if (status is HttpStatusCode.NotFound) return mayBeAbsent.Contains(route.Pattern);
        return !isSentToSignIn && (status is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.Found || (route.Pattern.StartsWith("/api/", StringComparison.Ordinal) && status is HttpStatusCode.BadRequest));
    }

    static string WayIn(IRouteClass? routeClass) => routeClass switch
    {
        ForWorkersAttribute => "/sign-in",
        ForStaffAttribute { Right: Right.KeepOwnStation } => "/keeper/sign-in",
        _ => "/desk/sign-in",
    };

    public static bool OnlyReads(IRouteClass? routeClass, Walker walker) => MayOpen(routeClass, walker) && !MayChange(routeClass, walker);

    static bool MayOpen(IRouteClass? routeClass, Walker walker) =>
        MayChange(routeClass, walker) || (!walker.AtStation && routeClass is ForStaffAttribute { ToRead: { } read } && walker.Role?.May(read) is true);

    static bool MayChange(IRouteClass? routeClass, Walker walker) => routeClass switch
    {
        ForEveryoneAttribute => true,
        ForSignedInAttribute => walker.IsWorker || walker.Role is not null,
        ForWorkersAttribute => walker.IsWorker,
        ForStaffAttribute staff when walker.AtStation => staff.Right is Right.KeepOwnStation,
        ForStaffAttribute staff => walker.Role?.May(staff.Right) is true,
        _ => false,
    };

    async Task<string> ForeignTokenAsync() =>
        ((IHtmlInputElement)(await TestHouse.PageAsync(await web.OfficerAsync(), "/sessions")).QuerySelector("input[name=__RequestVerificationToken]")!).Value;

    static async Task PrepareAsync(Data.Database empty)
    {
        foreach (var (kind, name, above) in new[]
        {
            ("city-federation", "北京市总工会", null), ("district-federation", "西城区总工会", "北京市总工会"), ("district-federation", "东城区总工会", "北京市总工会"),
            ("subdistrict-federation", Branch.ChildName, "西城区总工会"), ("subdistrict-federation", Branch.BelowSiblingName, "东城区总工会"),
        })
        {
            await using var add = empty.Source.CreateCommand("SELECT union_add(gen_random_uuid(), $1, $2, (SELECT id FROM unions WHERE name = $3), NULL, NULL, NULL, false, '')");
            foreach (var value in new object?[] { kind, name, above }) add.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
            await add.ExecuteNonQueryAsync();
        }
    }

    static async Task<Branch> FindAsync(TestHouse web)
    {
        var house = web.House;
        var import = new ImportMembers(house.Database.Source, house.Vault, house.Clock);
        await import.RunAsync(MemberWorld.File(MemberWorld.Row(1, federation: Branch.ChildName), MemberWorld.Row(2, federation: Branch.BelowSiblingName, unit: "别厂")), new ImportOptions());
        Task<Guid> Named(string name) => RouteIds.IdAsync(house, $"SELECT id FROM unions WHERE name = '{name}'");
        return new(await Named("北京市总工会"), await Named("西城区总工会"), await Named(Branch.ChildName), await Named("东城区总工会"), await Named(Branch.BelowSiblingName));
    }
}
