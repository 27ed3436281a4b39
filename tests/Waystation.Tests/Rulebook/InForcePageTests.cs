using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Rulebook;

public class InForcePageTests
{
    [Fact]
    public async Task A_file_that_cannot_be_read_refuses_the_start()
    {
        await using var database = await TestDatabase.NewAsync();
        var own = Directory.CreateDirectory(Path.Combine(database.Folder.Root, "rulebook"));
        await File.WriteAllTextAsync(Path.Combine(own.FullName, "city.json"), "{ \"kind\": \"clock\",\n\"versions\": [}");

        var refused = await Assert.ThrowsAsync<Refusal>(() => TestHouse.OnAsync(database));

        Assert.Equal("rulebook.unreadable", refused.Sentence.Key);
        Assert.Equal(2L, refused.Sentence.Parts[1]);
    }

    [Fact]
    public async Task Everybody_reads_the_rules_in_force_in_both_languages_with_their_sources()
    {
        await using var house = await TestHouse.NewAsync();
        using var visitor = house.Visitor();

        var zh = (await TestHouse.PageAsync(visitor, "/rules")).QuerySelector("main")!.TextContent;
        await visitor.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/rules")]));
        var en = (await TestHouse.PageAsync(visitor, "/rules")).QuerySelector("main")!.TextContent;

        Assert.Contains("未满 16 周岁", zh);
        Assert.Contains("《劳动法》第十五条", zh);
        Assert.Contains("10 个工作日内", zh);
        Assert.Contains("自产生之日起保存 3 年，期满后移交归档", zh);
        Assert.Contains("默认值：没有找到规定", zh);
        Assert.DoesNotContain("第二十一条", zh);
        Assert.Contains("Younger than 16", en);
        Assert.Contains("Within 10 working days", en);
        Assert.DoesNotMatch(@"\p{IsCJKUnifiedIdeographs}", en);
        Assert.DoesNotContain("rulebook.", zh + en);
    }

    [Fact]
    public async Task A_machine_reads_the_same()
    {
        await using var house = await TestHouse.NewAsync();
        using var visitor = house.Visitor();

        var rules = JsonDocument.Parse(await visitor.GetStringAsync("/api/rules")).RootElement.EnumerateArray().ToList();

        var age = rules.Single(r => r.GetProperty("id").GetString() == "under-minimum-age");
        Assert.Equal(16, age.GetProperty("value").GetProperty("underAge").GetInt32());
        Assert.Equal("A", age.GetProperty("reliability").GetString());
        Assert.Equal("deleted", rules.Single(r => r.GetProperty("id").GetString() == "server-logs").GetProperty("value").GetProperty("then").GetString());
    }
}
