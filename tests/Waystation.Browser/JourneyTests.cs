using System.Globalization;
using Waystation.Members;

namespace Waystation.Browser;

/// <summary>What people come for, from the first page to the result, each in their own role.</summary>
public class JourneyTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(390, true, "zh-CN")]
    [InlineData(390, false, "en")]
    public async Task A_worker_scans_the_units_code_joins_and_shows_the_membership_code(int width, bool script, string language)
    {
        await using var chair = await chromium.VisitorAsync(house, script ? 1440 : 390, script);
        await chair.EnterAsync(house, "chair");
        await using var worker = await chromium.VisitorAsync(house, width, script);
        if (language == "en") await worker.ReadEnglishAsync();

        await worker.GoAsync(await JoinAddressAsync(chair));
        await worker.PictureAsync($"journey-join-{language}-{width}");
        var name = script ? "尉迟小路" : "尉迟小桥";
        await ApplyAsync(worker, name, script ? "13912340181" : "13912340182", script ? 811 : 813);
        await worker.PictureAsync($"journey-applied-{language}-{width}");
        var mine = worker.Page.Url;
        await ApproveAsync(chair, name);
        await worker.GoAsync(mine);
        Assert.Equal(1, await worker.Page.Locator("main .state.open").CountAsync());

        await worker.GoAsync("/me/code");
        await Assertions.Expect(worker.Page.Locator("#pass .bearer")).ToContainTextAsync("尉");
        await worker.PictureAsync($"journey-code-{language}-{width}");
        worker.NothingWentWrong();
        chair.NothingWentWrong();
    }

    [Theory]
    [InlineData(1440, true, "zh-CN")]
    [InlineData(390, false, "en")]
    public async Task A_street_officer_works_through_what_is_to_be_done_today(int width, bool script, string language)
    {
        await using var officer = await chromium.VisitorAsync(house, width, script);
        await officer.EnterAsync(house, "street");
        if (language == "en") await officer.ReadEnglishAsync();
        await officer.GoAsync("/desk");
        await officer.PictureAsync($"journey-today-{language}-{width}");
        await officer.Page.Locator("#waits a[href^='/applications']").First.ClickAsync();
        var waiting = await officer.Page.Locator("main tbody tr").CountAsync();

        await officer.Page.Locator("main tbody input[name=Chosen]").Nth(0).CheckAsync();
        await officer.Page.Locator("main tbody input[name=Chosen]").Nth(1).CheckAsync();
        await officer.Page.Locator("main form[method=post] button.go").ClickAsync();

        await Assertions.Expect(officer.Page.Locator("main [role=status]")).ToContainTextAsync("2");
        Assert.Equal(waiting - 2, await officer.Page.Locator("main tbody tr").CountAsync());
        await officer.GoAsync("/desk");
        await officer.Page.Locator("#waits a[href='/walk']").ClickAsync();
        Assert.NotEqual(0, await officer.Page.Locator("main input[type=checkbox], main .stop, main li").CountAsync());
        await officer.PictureAsync($"journey-walk-{language}-{width}");
        officer.NothingWentWrong();
    }

    [Theory]
    [InlineData(1440, true, "zh-CN")]
    [InlineData(390, false, "en")]
    public async Task A_leader_opens_a_past_month_and_finds_as_many_records_as_the_number_says(int width, bool script, string language)
    {
        await using var leader = await chromium.VisitorAsync(house, width, script);
        await leader.EnterAsync(house, "leader");
        if (language == "en") await leader.ReadEnglishAsync();
        await leader.GoAsync("/numbers");
        await leader.Page.Locator("#month").FillAsync(DateTime.UtcNow.AddMonths(-3).ToString("yyyy-MM", CultureInfo.InvariantCulture));
        await leader.Page.Locator("main form button").First.ClickAsync();
        var street = leader.Page.Locator("#numbers tbody tr").First.Locator("td.r a").Last;
        var number = Whole(await street.InnerTextAsync());
        await leader.PictureAsync($"journey-month-{language}-{width}");

        await street.ClickAsync();

        Assert.Equal(number, Whole(await leader.Page.Locator("h1 .badge").InnerTextAsync()));
        Assert.Equal(Math.Min(number, 50), Math.Min(50, await leader.Page.Locator("main tbody tr").CountAsync()));
        await leader.PictureAsync($"journey-records-{language}-{width}");
        leader.NothingWentWrong();
    }

    static int Whole(string shown) => int.Parse(shown, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    /// <summary>As the sheet at the unit's door says it.</summary>
    static async Task<string> JoinAddressAsync(Visitor chair)
    {
        await chair.GoAsync("/join-codes");
        await chair.Page.Locator("main form[action*=Make] button").First.ClickAsync();
        await chair.Page.WaitForURLAsync("**/join-codes/*");
        return new Uri(await chair.Page.Locator("main .paper .num").First.InnerTextAsync()).AbsolutePath;
    }

    async Task ApplyAsync(Visitor worker, string name, string phone, int order)
    {
        await worker.Page.Locator("main a.btn.go").First.ClickAsync();
        await worker.Page.Locator("#Phone").FillAsync(phone);
        await worker.Page.Locator("main button.go").ClickAsync();
        await worker.Page.WaitForURLAsync("**/sign-in/code*");
        await worker.Page.Locator("#Code").FillAsync(await worker.CodeSentToAsync(phone));
        await worker.Page.Locator("main button.go").ClickAsync();
        await worker.Page.WaitForURLAsync("**/apply");

        var first = string.Create(CultureInfo.InvariantCulture, $"32019919900307{order:000}");
        await worker.Page.Locator("#Name").FillAsync(name);
        await worker.Page.Locator("#Number").FillAsync(first + IdentityDocument.CheckDigit(first));
        await worker.Page.Locator("#Phone").FillAsync(phone);
        await worker.Page.Locator("#Workplace").FillAsync("望京中转场");
        await worker.Page.Locator("#Work").SelectOptionAsync("parcel-courier");
        await worker.Page.Locator("main form[method=post] button.go").Last.ClickAsync();
        await worker.Page.WaitForURLAsync("**/me/applications/*");
    }

    static async Task ApproveAsync(Visitor chair, string name)
    {
        await chair.GoAsync("/desk");
        await chair.Page.Locator("#waits a[href^='/applications']").First.ClickAsync();
        await chair.Page.Locator("main tbody a").Filter(new() { HasText = $"{name[0]}**{name[^1]}" }).First.ClickAsync();
        await chair.Page.Locator("[name=SawDocument]").CheckAsync();
        await chair.Page.Locator("main form[action*=Approve] button.go").ClickAsync();
        await Assertions.Expect(chair.Page.Locator("main form[action*=Approve]")).ToHaveCountAsync(0);
    }
}
