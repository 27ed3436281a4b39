using System.Text.RegularExpressions;

namespace Waystation.Browser;

/// <summary>A leader who follows every link about stations: each opens, none leads to a form, and all can be read by everybody.</summary>
public sealed partial class LeaderTests(RunningHouse house, Chromium chromium)
{
    static readonly string[] about = ["/rounds", "/round-stops", "/faults", "/goods", "/station-goods", "/station-lives", "/station-plan", "/station-modes"];

    [Fact]
    public async Task A_leader_reads_what_the_street_writes_down_to_the_record_and_finds_no_form()
    {
        await using var leader = await chromium.VisitorAsync(house);
        await leader.EnterForAsync(house, "SeeStations");
        // The longer words, on the narrower screen; Chinese is walked page by page by an officer.
        await leader.ReadEnglishAsync();
        await leader.GoAsync("/desk");
        var links = await LinksAsync(leader, "a");
        Assert.All(new[] { "/rounds", "/faults", "/goods", "/station-lives", "/station-modes" }, door => Assert.Contains(door, links));

        // One page of each kind: what stands for a thing in its address is left out.
        Dictionary<string, string> ahead = new(links.Where(IsAboutStations).DistinctBy(KindOf).ToDictionary(KindOf));
        HashSet<string> seen = [];
        while (ahead.Keys.FirstOrDefault(kind => !seen.Contains(kind)) is { } next)
        {
            await ReadAsync(leader, ahead[next], $"leader-en-390-{seen.Count:00}");
            foreach (var link in (await LinksAsync(leader, "main a")).Where(IsAboutStations)) ahead.TryAdd(KindOf(link), link);
            seen.Add(next);
        }

        Assert.Superset(new HashSet<string> { "/rounds/*", "/rounds/*/report", "/round-stops/*", "/faults/*", "/goods/batches/*", "/goods/funds/*", "/station-goods/*", "/station-goods/*/month", "/station-plan", "/station-lives/*", "/station-lives/*/standards" }, seen);
    }

    static async Task ReadAsync(Visitor leader, string address, string picture)
    {
        Assert.Equal(200, (await leader.Page.APIRequest.GetAsync(address)).Status);
        await leader.GoAsync(address);
        Assert.Equal(0, await leader.Page.Locator("main form[method=post]").CountAsync());
        Assert.False(await leader.ScrollsSidewaysAsync(), $"{address} scrolls sideways");
        Assert.Empty(await leader.BarriersAsync());
        await leader.PictureAsync(picture);
        leader.NothingWentWrong();
    }

    static async Task<string[]> LinksAsync(Visitor leader, string which) =>
        [.. (await leader.Page.Locator(which).EvaluateAllAsync<string[]>("all => all.map(one => one.getAttribute('href') ?? '')")).Select(link => link.Split('#')[0]).Where(link => link.StartsWith('/'))];

    /// <summary>Files are taken by tests of their own.</summary>
    static bool IsAboutStations(string link) => about.Any(start => link == start || link.StartsWith($"{start}/", StringComparison.Ordinal) || link.StartsWith($"{start}?", StringComparison.Ordinal)) && !link.Contains("handler=", StringComparison.Ordinal);

    static string KindOf(string link) => Id().Replace(link.Split('?')[0], "*");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();
}
