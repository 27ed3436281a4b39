using System.Net;
using Waystation.Members;
using Waystation.Organisations;

namespace Waystation.Logbook;

/// <summary>What people do leaves its line, and nothing about anybody stands in it.</summary>
public class LoggedTests
{
    [Fact]
    public async Task Coming_in_importing_taking_refused_rows_and_printing_slips_are_logged()
    {
        await using var web = await TestHouse.OnAsync(await Beijing.NewAsync(), async house =>
            await new ImportMembers(house.Database.Source, house.Vault, house.Clock).RunAsync(Examples.At("intake/members.xlsx"), new ImportOptions()));
        var run = await ScalarAsync<Guid>(web, "SELECT id FROM import_runs");
        using var officer = await web.OfficerAsync();

        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/members/imports/{run}?handler=errors")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await officer.GetAsync($"/members/imports/{run}/slips")).StatusCode);

        Assert.Equal("command imported-members,account signed-in,account took-refused-rows,account printed-slips",
            await ScalarAsync<string>(web, "SELECT string_agg(who || ' ' || did, ',' ORDER BY seq) FROM logbook"));
        Assert.Equal(3L, await ScalarAsync<long>(web, $"SELECT count(*) FROM logbook WHERE about = '{run}' AND amount > 0"));
        Assert.Equal(3L, await ScalarAsync<long>(web, "SELECT count(*) FROM logbook l JOIN posts p ON p.id = l.post_id AND p.account_id = l.account_id"));
        Assert.True(await ScalarAsync<bool>(web, "SELECT hash = (SELECT file_hash FROM import_runs) FROM logbook WHERE did = 'imported-members'"));
    }

    /// <summary>The codes stand in the log for ever: one that is renamed would cut its history in two.</summary>
    [Fact]
    public void The_codes_stay() =>
        Assert.Equal(["imported-members", "imported-stations", "imported-divisions", "took-refused-rows", "printed-slips", "signed-in-as-operator", "made-backup", "signed-in", "signed-out"],
            Enum.GetValues<Did>().Take(9).Select(did => LogCode.Of(did)));

    static async Task<T> ScalarAsync<T>(TestHouse web, string sql)
    {
        await using var command = web.House.Database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
