using Waystation.Data;
using Waystation.Messages;
using static Waystation.Claims.ClaimWorld;

namespace Waystation.Claims;

public sealed class TellClaimantsTests
{
    const string Phone = "19900000031";

    [Fact]
    public async Task Whoever_filed_is_told_once_by_any_number_of_nodes_and_the_message_names_neither_plan_nor_illness()
    {
        await using var world = await NewAsync(demo: true);
        var member = await world.MemberAsync();
        var account = await world.AccountAsync(member);
        await world.DoAsync("INSERT INTO account_phones (account_id, phone, phone_sealed, added_at) VALUES ($1, $2, $3, now())", account, world.House.Vault.Index(BlindIndex.Phone, Phone), world.House.Vault.Seal(Phone));
        var claim = await world.ForwardedAsync(member, world.Pipe(60_000));
        var tell = world.Of<TellClaimants>();
        await tell.RunAsync(default);
        Assert.Empty(await world.Of<Outbox>().ReadAsync(Phone));

        await world.Of<DecideClaim>().RunAsync(await world.DeskAsync(), claim, new(), default);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => tell.RunAsync(default)));
        await tell.RunAsync(default);

        var told = Assert.Single(await world.Of<Outbox>().ReadAsync(Phone));
        Assert.Contains("申领有了核定结果", told.Text);
        Assert.DoesNotContain("水暖管", told.Text);
    }

    [Fact]
    public async Task A_copy_holds_what_was_said_decided_and_paid_and_nothing_of_anybody_else()
    {
        await using var world = await NewAsync();
        var (anna, bo) = (await world.MemberAsync(), await world.MemberAsync(Bo));
        using var worker = await world.Served.WorkerAsync(anna);
        await world.FileAsync(bo, world.Pipe(50_000));
        var claim = await world.ForwardedAsync(anna, world.Pipe(60_000));
        await world.Of<DecideClaim>().RunAsync(await world.DeskAsync(), claim, new(), default);

        var copy = System.Text.Json.JsonDocument.Parse(await (await TestHouse.PostFormAsync(worker, "/me/claims?handler=Copy", [])).Content.ReadAsStringAsync()).RootElement;

        var own = Assert.Single(copy.EnumerateArray());
        Assert.Equal("6000.00", own.GetProperty("decisions")[0].GetProperty("payYuan").GetString());
        Assert.Equal("6000.00", own.GetProperty("payments")[0].GetProperty("yuan").GetString());
        Assert.Contains("60", own.GetProperty("told").ToString());
    }
}
