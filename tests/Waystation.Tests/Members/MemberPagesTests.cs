using System.Net;
using AngleSharp.Html.Dom;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>One member as officers see them: masked, in full for a purpose, mended on evidence; and not at all from another branch.</summary>
public class MemberPagesTests
{
    [Theory]
    [InlineData(Autumn)]
    [InlineData("西区总工会")]
    [InlineData("甲厂", false)]
    public async Task Who_stands_outside_the_branch_does_not_exist_there(string union, bool below = true)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (outside, inside) = union == "甲厂" ? (2, 1) : (1, 2);
        var (officer, stranger) = (await world.OfficerAsync(union, below), await world.MemberAsync(outside));

        foreach (var page in new[] { "", "/reveal", "/registration", "/correct", "/phone" })
            Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/members/{stranger}{page}")).StatusCode);
        foreach (var page in new[] { "/reveal", "/registration", "/correct", "/phone" })
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(officer, $"/members/{stranger}{page}", new() { ["why"] = "CheckRecord", ["Field"] = "name", ["Value"] = "张三", ["Evidence"] = "SawDocument", ["Number"] = "13800000009", ["SawDocument"] = "true" })).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/members/{await world.MemberAsync(inside)}")).StatusCode);
        Assert.Empty(await world.LogAsync("revealed-member"));
        Assert.Equal(0, await world.World.CountAsync("member_changes") + await world.World.CountAsync("account_phones"));
    }

    [Fact]
    public async Task A_member_is_masked_until_a_purpose_is_said_and_the_look_is_in_the_log()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (officer, id) = (await world.OfficerAsync(Spring), await world.MemberAsync(1));

        var masked = await officer.GetStringAsync($"/members/{id}");
        var withoutPurpose = await PostAsync(officer, $"/members/{id}/reveal", new() { ["why"] = "" });
        var revealed = await PostAsync(officer, $"/members/{id}/reveal", new() { ["why"] = "CallMember" });
        var again = await officer.GetAsync($"/members/{id}/reveal");

        Assert.Contains("王*芳", masked);
        Assert.All(["王小芳", IdOf(1), "13811112222", "某小区"], secret => Assert.DoesNotContain(secret, masked));
        Assert.Equal(HttpStatusCode.Redirect, withoutPurpose.StatusCode);
        var page = await revealed.Content.ReadAsStringAsync();
        Assert.All(["王小芳", IdOf(1), "13811112222", "某小区"], secret => Assert.Contains(secret, page));
        Assert.True(revealed.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal([$"call-member {id}"], await world.LogAsync("revealed-member"));
    }

    [Fact]
    public async Task The_registration_form_is_printed_for_a_purpose_and_logged()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (officer, id) = (await world.OfficerAsync("北京市总工会"), await world.MemberAsync(2));

        var printed = await PostAsync(officer, $"/members/{id}/registration", new() { ["why"] = "MemberAsked" });

        Assert.Contains(IdOf(2), await printed.Content.ReadAsStringAsync());
        Assert.Equal([$"member-asked {id}"], await world.LogAsync("printed-registration"));
    }

    [Theory]
    [InlineData("name", "王小芳", "没有可更正")]
    [InlineData("name", "  ", "没有填写")]
    [InlineData("phone", "12345", "手机号")]
    [InlineData("card", "一二三", "京卡号")]
    [InlineData("nonsense", "x", "没有")]
    [InlineData("document", "11010119800101001X", "不在这里改")]
    public async Task A_correction_that_cannot_be_is_refused_with_a_sentence(string field, string value, string why)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (officer, id) = (await world.OfficerAsync(Spring), await world.MemberAsync(1));

        var answer = await PostAsync(officer, $"/members/{id}/correct", new() { ["Field"] = field, ["Value"] = value, ["Evidence"] = "SawDocument" });

        Assert.Contains(why, await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, await world.World.CountAsync("member_changes"));
    }

    [Fact]
    public async Task A_correction_keeps_what_stood_there_sealed_and_is_logged()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (officer, id) = (await world.OfficerAsync(Spring), await world.MemberAsync(1));

        foreach (var (field, value) in new[] { ("name", "王晓芳"), ("phone", "139 3333 4444"), ("residence", "新小区"), ("skill", "高级工") })
            Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(officer, $"/members/{id}/correct", new() { ["Field"] = field, ["Value"] = value, ["Evidence"] = "UnitConfirmed" })).StatusCode);

        var page = await (await PostAsync(officer, $"/members/{id}/reveal", new() { ["why"] = "CheckRecord" })).Content.ReadAsStringAsync();
        Assert.All(["王晓芳", "13933334444", "新小区", "高级工", IdOf(1)], now => Assert.Contains(now, page));
        Assert.Equal(4, (await world.LogAsync("corrected-member")).Count(line => line == $"check-record {id}"));
        var kept = await world.World.ScalarAsync<byte[]>("SELECT old_sealed FROM member_changes WHERE field = 'phone' AND evidence = 'unit-confirmed' AND account_id IS NOT NULL");
        Assert.Equal("13811112222", world.World.Vault.Open(kept));
        Assert.Equal(1, await world.World.CountAsync($"members WHERE phone_index = '{world.World.Vault.Index(Data.BlindIndex.Phone, "13933334444")}'"));
    }

    /// <summary>A form with an address of its own gets no token unless it asks for one.</summary>
    [Theory]
    [InlineData("/members")]
    [InlineData("/members/{0}")]
    [InlineData("/members/{0}/correct")]
    [InlineData("/members/{0}/phone")]
    public async Task Every_form_that_does_something_carries_its_token(string url)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var officer = await world.OfficerAsync(Spring);

        var page = await TestHouse.PageAsync(officer, string.Format(url, await world.MemberAsync(1)));

        var forms = page.QuerySelectorAll("main form[method=post]");
        Assert.NotEmpty(forms);
        Assert.All(forms, form => Assert.NotNull(form.QuerySelector("main input[name=__RequestVerificationToken]")));
    }

    /// <summary>With the anti-forgery token of a page that has one.</summary>
    internal static async Task<HttpResponseMessage> PostAsync(HttpClient officer, string url, Dictionary<string, string> fields)
    {
        var page = await TestHouse.PageAsync(officer, "/members");
        fields["__RequestVerificationToken"] = ((IHtmlInputElement)page.QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        return await officer.PostAsync(url, new FormUrlEncodedContent(fields));
    }
}
