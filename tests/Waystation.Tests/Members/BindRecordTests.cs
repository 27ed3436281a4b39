using Microsoft.Extensions.DependencyInjection;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>A worker finds their record: once, by name and full number, and without anybody learning who is a member.</summary>
public class BindRecordTests
{
    const string MyPhone = "13900000001", Other = "13900000002";

    static Task BindAsync(BranchWorld world, Caller caller, string name, string number, string kind = DocumentKind.ResidentId) =>
        world.House.Services.GetRequiredService<BindRecord>().RunAsync(caller, name, kind, number, default);

    static async Task<string> RefusedAsync(BranchWorld world, Caller caller, string name, string number, string kind = DocumentKind.ResidentId) =>
        (await Assert.ThrowsAsync<Refusal>(() => BindAsync(world, caller, name, number, kind))).Sentence.Key;

    [Fact]
    public async Task Another_name_nobodys_number_and_another_kind_are_one_answer()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var me = await world.WorkerAsync(MyPhone);

        Assert.Equal("members.no-record-fits", await RefusedAsync(world, me, "王大芳", IdOf(1)));
        Assert.Equal("members.no-record-fits", await RefusedAsync(world, me, "王小芳", IdOf(77)));
        Assert.Equal("members.no-record-fits", await RefusedAsync(world, me, "王小芳", IdOf(1), DocumentKind.Passport));
        Assert.Equal("members.number-needed", await RefusedAsync(world, me, "王小芳", " "));
        Assert.Equal("members.id-length", await RefusedAsync(world, me, "王小芳", "1101"));
        Assert.Equal("members.id-checksum", await RefusedAsync(world, me, "王小芳", IdOf(1)[..17] + (IdOf(1)[17] == '0' ? '1' : '0')));
    }

    /// <summary>From whatever phone, and for a number nobody has as well: the lock tells nothing either.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    public async Task Five_wrong_tries_lock_the_record_and_not_the_phone(int person)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        for (var i = 0; i < 5; i++) Assert.Equal("members.no-record-fits", await RefusedAsync(world, await world.WorkerAsync($"1390000010{i}"), "错名", IdOf(person)));
        var me = await world.WorkerAsync(MyPhone);

        Assert.Equal("accounts.record-locked", await RefusedAsync(world, me, "王小芳", IdOf(person)));
        await BindAsync(world, me, "李大山", IdOf(2));
        Assert.Equal(await world.MemberAsync(2), await BoundToAsync(world, me));
    }

    [Fact]
    public async Task A_record_is_bound_by_name_and_number_once()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var me = await world.WorkerAsync(MyPhone);

        await BindAsync(world, me, " 王 小芳", $"{IdOf(1)[..6]} {IdOf(1)[6..]}");

        Assert.Equal(await world.MemberAsync(1), await BoundToAsync(world, me));
        Assert.Equal([$" {await world.MemberAsync(1)}"], await world.LogAsync("bound-record"));
        Assert.Equal("members.bound-already", await RefusedAsync(world, me with { MemberId = await world.MemberAsync(1) }, "李大山", IdOf(2)));
    }

    [Fact]
    public async Task A_second_phone_joins_the_account_that_has_the_record_and_sees_it_masked_for_three_days()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (me, second) = (await world.WorkerAsync(MyPhone), await world.WorkerAsync(Other));
        await BindAsync(world, me, "王小芳", IdOf(1));

        await BindAsync(world, second, "王小芳", IdOf(1));

        Assert.Equal(1, await world.World.CountAsync($"accounts WHERE id = '{second.AccountId}' AND closed_at IS NOT NULL AND member_id IS NULL"));
        Assert.Equal(me.AccountId, await world.World.ScalarAsync<Guid>("SELECT account_id FROM sessions WHERE id = $1 AND ended_at IS NULL", second.SessionId));
        Assert.Equal(1, await world.World.CountAsync($"account_phones WHERE account_id = '{me.AccountId}' AND phone = '{second.Phone}' AND masked_until > now() + interval '71 hours'"));
        Assert.Equal(1, await world.World.CountAsync($"account_phones WHERE account_id = '{me.AccountId}' AND phone = '{me.Phone}' AND masked_until IS NULL"));
        Assert.Single(await world.LogAsync("added-phone"));
    }

    /// <summary>Both have looked and seen an unbound record before either writes: the unique index lets one through. The control takes it away.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Of_two_who_bind_one_record_at_once_one_has_it(bool guarded, int bound)
    {
        await using var world = await BranchWorld.OfTwoAsync();
        Caller[] both = [await world.WorkerAsync(MyPhone), await world.WorkerAsync(Other)];
        if (!guarded) await world.World.ExecuteAsync("DROP INDEX accounts_member");
        await using var connection = await world.World.Database.Source.OpenConnectionAsync();
        await using var hold = await connection.BeginTransactionAsync();
        await using (var stop = new Npgsql.NpgsqlCommand("LOCK TABLE logbook IN SHARE MODE; LOCK TABLE accounts IN ROW SHARE MODE", connection)) await stop.ExecuteNonQueryAsync();
        await using (var stop = new Npgsql.NpgsqlCommand("SELECT FROM accounts WHERE member_id IS NULL FOR UPDATE", connection)) await stop.ExecuteNonQueryAsync();

        var binding = both.Select(caller => BindAsync(world, caller, "王小芳", IdOf(1))).ToArray();
        await WaitingAsync(world, 2);
        await hold.CommitAsync();
        await Task.WhenAll(binding);

        Assert.Equal(bound, await world.World.CountAsync("accounts WHERE member_id IS NOT NULL AND closed_at IS NULL"));
    }

    [Fact]
    public async Task An_officer_who_sees_the_document_binds_a_phone()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (officer, id) = (await world.OfficerAsync(Spring), await world.MemberAsync(1));
        var url = $"/members/{id}/phone";

        var unseen = await TestHouse.PostFormAsync(officer, url, new() { ["Number"] = MyPhone });
        var unreadable = await TestHouse.PostFormAsync(officer, url, new() { ["Number"] = "12", ["SawDocument"] = "true" });
        var first = await TestHouse.PostFormAsync(officer, url, new() { ["Number"] = MyPhone, ["SawDocument"] = "true" });
        var again = await TestHouse.PostFormAsync(officer, url, new() { ["Number"] = MyPhone, ["SawDocument"] = "true" });
        var second = await TestHouse.PostFormAsync(officer, url, new() { ["Number"] = Other, ["SawDocument"] = "true" });

        Assert.Contains("勾选确认", await unseen.Content.ReadAsStringAsync());
        Assert.Contains("手机号应为", await unreadable.Content.ReadAsStringAsync());
        Assert.Equal((System.Net.HttpStatusCode.Redirect, System.Net.HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Contains("已经可以打开", await again.Content.ReadAsStringAsync());
        Assert.Equal(1, await world.World.CountAsync($"accounts WHERE member_id = '{id}'"));
        Assert.Equal(1, await world.World.CountAsync("account_phones WHERE masked_until IS NULL"));
        Assert.Equal(1, await world.World.CountAsync("account_phones WHERE masked_until IS NOT NULL"));
        Assert.Equal([$"member-asked {id}"], await world.LogAsync("bound-record"));
        Assert.Equal([$"member-asked {id}"], await world.LogAsync("added-phone"));
    }

    [Fact]
    public async Task The_account_with_which_a_phone_came_in_gets_the_record_that_an_officer_binds()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var (me, officer) = (await world.WorkerAsync(MyPhone), await world.OfficerAsync(Spring));

        await TestHouse.PostFormAsync(officer, $"/members/{await world.MemberAsync(1)}/phone", new() { ["Number"] = MyPhone, ["SawDocument"] = "true" });

        Assert.Equal(await world.MemberAsync(1), await BoundToAsync(world, me));
    }

    [Fact]
    public async Task The_page_tells_a_worker_what_was_wrong_and_that_it_is_done()
    {
        await using var world = await BranchWorld.OfTwoAsync();
        var worker = await world.House.WorkerAsync();

        var wrong = await TestHouse.PostFormAsync(worker, "/me/bind", new() { ["Name"] = "王大芳", ["Kind"] = DocumentKind.ResidentId, ["Number"] = IdOf(1) });
        var right = await TestHouse.PostFormAsync(worker, "/me/bind", new() { ["Name"] = "王小芳", ["Kind"] = DocumentKind.ResidentId, ["Number"] = IdOf(1) });

        var page = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("没有找到与姓名和证件号码都相符的登记", page);
        Assert.DoesNotContain(IdOf(1), page);
        Assert.Equal("/me/bind", right.Headers.Location!.OriginalString);
        Assert.Contains("已连上您的会员登记", await worker.GetStringAsync("/me/bind"));
    }

    static async Task<Guid?> BoundToAsync(BranchWorld world, Caller caller) => await world.World.ScalarAsync<Guid>("SELECT member_id FROM accounts WHERE id = $1", caller.AccountId);

    static async Task WaitingAsync(BranchWorld world, int count)
    {
        for (var look = 0; look < 200; look++)
        {
            if (await world.World.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >= count) return;
            await Task.Delay(50);
        }

        Assert.Fail("They did not wait for each other.");
    }
}
