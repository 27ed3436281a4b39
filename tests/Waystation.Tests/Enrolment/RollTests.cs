using System.Text;
using Waystation.MutualAid;
using Waystation.Shared;
using static Waystation.Enrolment.EnrolWorld;

namespace Waystation.Enrolment;

public class RollTests
{
    [Fact]
    public async Task Each_row_that_is_wrong_is_named_with_column_and_rule_and_nothing_of_the_list_is_kept()
    {
        await using var world = await NewAsync();
        var (young, old, elsewhere, retained) = (Number(50, "20110102"), Number(51, "19600101"), Number(52), Number(53));
        await world.JoinAsync(world.Unit, young);
        await world.JoinAsync(world.Unit, old);
        await world.JoinAsync(await Accounts.Branch.UnionAsync(world.House, "grassroots", "别处工会", world.City), elsewhere);
        await world.JoinAsync(world.Unit, retained, state: "retained");
        var year = world.Next("accident");

        var (id, state, wrong) = await world.ReadAsync(year, world.FileOf(
        [
            Row(1, Number(1), price: "100"), Row(2, Number(2), name: "李四", price: "26"), Row(3, Number(3), price: "60"), Row(4, "110101198503040011", price: "26"), Row(5, Number(1), price: "50"),
            Row(6, young, price: "50"), Row(7, old, price: "50"), Row(8, elsewhere, price: "50"), Row(9, "1.1E+17", price: "50"), Row(10, Number(4), name: "", shares: "0", price: "50"), Row(11, retained, price: "50"),
        ], Encoding.GetEncoding("GB18030")));

        Assert.Equal("wrong", state);
        Assert.Equal(
            [
                "10 证件号码 number-cell", "11 份数 shares", "11 姓名 missing", "3 姓名 another-name", "4 每份互助费 tier", "5 证件号码 check-digit", "6 证件号码 twice", "7 证件号码 age", "8 证件号码 age", "9 证件号码 not-on-the-roll",
            ], wrong.Order(StringComparer.Ordinal));
        Assert.Equal("9/11/0/0", await world.AskAsync<string>($"SELECT wrong || '/' || rows || '/' || (SELECT count(*) FROM aid_roll_rows) || '/' || (SELECT count(*) FROM aid_enrolments) FROM aid_rolls WHERE id = '{id}'"));
        Assert.Equal("enrolment.not-ready", (await Assert.ThrowsAsync<Refusal>(() => world.TakeAsync(id))).Sentence.Key);
    }

    [Fact]
    public async Task A_file_that_is_no_list_is_refused_with_a_sentence()
    {
        await using var world = await NewAsync();
        var path = world.FileOf(["x"]);
        await File.WriteAllTextAsync(path, "年龄,爱好\n1,2\n");

        var (id, state, _) = await world.ReadAsync(world.Next("accident"), path);

        Assert.Equal(("wrong", "tables.no-table-found"), (state, await world.AskAsync<string>($"SELECT refusal_key FROM aid_rolls WHERE id = '{id}'")));
    }

    [Theory]
    [InlineData(4, 3, "0  not-all-of-a-small-unit")]
    [InlineData(4, 4, null)]
    [InlineData(31, 15, "0  too-few-of-the-unit")]
    [InlineData(31, 16, null)]
    public async Task A_plan_may_want_half_of_a_unit_and_all_of_a_small_one(int people, int listed, string? lacking)
    {
        await using var world = await NewAsync(people);

        var (_, state, wrong) = await world.ReadAsync(world.Next("accident"), world.FileOf(Rows(listed, "26")));

        Assert.Equal(lacking is null ? "ready" : "wrong", state);
        Assert.Equal(lacking is null ? [] : [lacking], wrong);
    }

    [Fact]
    public async Task A_list_that_is_taken_enrols_all_bills_shares_times_price_and_stands_in_the_plans_fund()
    {
        await using var world = await NewAsync();
        var year = world.Next("critical-illness");

        var bill = await world.EnrolAsync(year, Row(1, Number(1), shares: "2"), Row(2, Number(2)), Row(3, Number(3)));
        var late = await world.EnrolAsync(world.Running("critical-illness"), Row(1, Number(4)));

        Assert.Equal("3 16000", await world.AskAsync<string>($"SELECT people || ' ' || fen FROM aid_premiums WHERE id = '{bill}'"));
        Assert.Equal(Money.Yuan(200), await BalanceAsync(world, FundAccount.Receivable));
        Assert.Equal($"{year.BeginsOn:yyyy-MM-dd} {year.BeginsOn.AddDays(180):yyyy-MM-dd} false", await world.AskAsync<string>($"SELECT DISTINCT begins_on || ' ' || paid_from || ' ' || is_renewal FROM aid_enrolments WHERE premium_id = '{bill}'"));
        Assert.Equal($"{world.Today.AddDays(1):yyyy-MM-dd} {year.BeginsOn.AddDays(-1):yyyy-MM-dd}", await world.AskAsync<string>($"SELECT begins_on || ' ' || ends_on FROM aid_enrolments WHERE premium_id = '{late}'"));
        Assert.Empty(await new VerifyPremiums(world.House).RunAsync(default));
        Assert.Equal("enrolment.taken-already", (await Assert.ThrowsAsync<Refusal>(async () => await world.TakeAsync(await world.AskAsync<Guid>($"SELECT roll_id FROM aid_premiums WHERE id = '{bill}'")))).Sentence.Key);
    }

    [Fact]
    public async Task Who_follows_without_a_gap_waits_no_second_time_and_a_first_waiting_runs_on_over_the_turn_of_the_year()
    {
        await using var world = await NewAsync();
        var (running, next) = (world.Running("critical-illness"), world.Next("critical-illness"));
        await world.EnrolAsync(running, Rows(3));
        // One was there the whole year, one joined as late as can be, and one left.
        await world.DoAsync($"UPDATE aid_enrolments SET begins_on = year_begins_on, paid_from = year_begins_on + 180 WHERE person_id = '{PersonIndex.Of(Number(1), world.House.Vault)}'");
        await world.DoAsync($"UPDATE aid_enrolments SET left_on = ends_on, left_at = now() WHERE person_id = '{PersonIndex.Of(Number(3), world.House.Vault)}'");

        await world.EnrolAsync(next, Rows(4));

        Assert.Equal((next.BeginsOn, true), await PaidFromAsync(world, 1, next));
        Assert.Equal((world.Today.AddDays(181), true), await PaidFromAsync(world, 2, next));
        Assert.Equal((next.BeginsOn.AddDays(180), false), await PaidFromAsync(world, 3, next));
        Assert.Equal((next.BeginsOn.AddDays(180), false), await PaidFromAsync(world, 4, next));
    }

    [Theory]
    [InlineData("UPDATE members SET state = 'left', left_on = current_date", "enrolment.people-changed")]
    [InlineData("UPDATE aid_rolls SET begins_on = begins_on + 1", "enrolment.day-has-passed")]
    public async Task What_changed_since_the_list_was_read_makes_it_be_read_again(string change, string why)
    {
        await using var world = await NewAsync();
        var (id, _, _) = await world.ReadAsync(world.Next("critical-illness"), world.FileOf(Rows(2)));
        await world.DoAsync(change);

        Assert.Equal(why, (await Assert.ThrowsAsync<Refusal>(() => world.TakeAsync(id))).Sentence.Key);
        Assert.Equal(0L, await world.AskAsync<long>("SELECT (SELECT count(*) FROM aid_enrolments) + (SELECT count(*) FROM aid_premiums) + (SELECT count(*) FROM fund_entries)"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task Of_two_lists_with_one_person_taken_at_once_one_is_taken_and_without_the_guard_both(bool guarded, int taken)
    {
        await using var world = await NewAsync();
        var year = world.Next("critical-illness");
        var (first, second) = ((await world.ReadAsync(year, world.FileOf(Rows(3)))).Id, (await world.ReadAsync(year, world.FileOf([Row(1, Number(3)), Row(2, Number(4))]))).Id);
        if (!guarded) await world.DoAsync("ALTER TABLE aid_enrolments DROP CONSTRAINT aid_enrolments_once");
        await using var barrier = await Barrier.BeforeInsertAsync(world.House.Database.Source, "aid_enrolments");

        var both = Task.WhenAll(TryAsync(world, first), TryAsync(world, second));
        await barrier.OpenWhenWaitingAsync(2);

        Assert.Equal(taken, (await both).Count(done => done));
        Assert.Equal(taken, await world.AskAsync<long>($"SELECT count(*) FROM aid_enrolments WHERE person_id = '{PersonIndex.Of(Number(3), world.House.Vault)}'"));
        Assert.Empty(await new VerifyPremiums(world.House).RunAsync(default));
    }

    [Fact]
    public async Task A_ledger_that_says_otherwise_than_shares_times_price_is_found()
    {
        await using var world = await NewAsync();
        await world.EnrolAsync(world.Next("critical-illness"), Rows(2));

        await world.DoAsync("UPDATE aid_premiums SET fen = fen + 1");

        Assert.Equal(["enrolment.check-bill-differs", "enrolment.check-owed-differs"], (await new VerifyPremiums(world.House).RunAsync(default)).Select(f => f.Key));
    }

    /// <summary>A voucher, like a payment: under the keyed index alone, which names nobody once the record is gone.</summary>
    [Fact]
    public async Task What_somebody_took_part_in_outlives_their_record_without_their_name()
    {
        await using var world = await NewAsync();
        await world.EnrolAsync(world.Next("critical-illness"), Rows(2));
        var member = await world.AskAsync<Guid>($"SELECT id FROM members WHERE document_index = '{PersonIndex.Of(Number(1), world.House.Vault)}'");

        await world.DoAsync($"INSERT INTO aid_premiums (id, plan, rule, year_begins_on, union_id, person_id, member_id, shares, price_fen, months, people, fen, billed_at) SELECT gen_random_uuid(), 'accident', 'accident/city/2017-01-01', '2026-01-01', union_id, document_index, id, 1, 2600, 12, 1, 2600, now() FROM members WHERE id = '{member}'");

        await using (var connection = await world.House.Database.Source.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await new MyData.ErasePerson(new Members.EraseMember(world.House.Vault, world.House.Clock) { OnlyEnded = false }, new Data.PersonKeys(world.House.Vault, world.House.Clock), world.House.Clock).RunAsync(connection, member, default);
            await transaction.CommitAsync();
        }

        Assert.Equal(2L, await world.AskAsync<long>("SELECT count(*) FROM aid_enrolments"));
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM aid_enrolments e JOIN members m ON m.document_index = e.person_id"));
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM aid_premiums WHERE withdrawn_at IS NOT NULL"));
        Assert.Empty(await new VerifyPremiums(world.House).RunAsync(default));
    }

    [Fact]
    public async Task A_list_that_nobody_took_goes_with_the_time_of_the_import_files()
    {
        await using var world = await NewAsync();
        var (id, _, _) = await world.ReadAsync(world.Next("critical-illness"), world.FileOf(Rows(2)));
        await world.DoAsync("UPDATE aid_rolls SET made_at = now() - interval '3 years'");

        await MyData.MyDataRoom.CarryOutRetentionAsync(world.House, world.Rules, dryRun: false, default);

        Assert.Equal("dropped 0", await world.AskAsync<string>($"SELECT state || ' ' || (SELECT count(*) FROM aid_roll_rows) FROM aid_rolls WHERE id = '{id}'"));
    }

    static async Task<(DateOnly, bool)> PaidFromAsync(EnrolWorld world, int person, PlanYear year)
    {
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        var part = await Enrolments.FindAsync(connection, PersonIndex.Of(Number(person), world.House.Vault), year.Rule.Id, year.BeginsOn, default);
        return (part!.PaidFrom, part.IsRenewal);
    }

    static async Task<Money> BalanceAsync(EnrolWorld world, FundAccount account)
    {
        await using var connection = await world.House.Database.Source.OpenConnectionAsync();
        return await PlanFund.BalanceAsync(connection, "critical-illness", account, default);
    }

    static async Task<bool> TryAsync(EnrolWorld world, Guid roll)
    {
        try
        {
            await world.TakeAsync(roll);
            return true;
        }
        catch (Refusal refused) when (refused.Sentence.Key == "enrolment.meanwhile-enrolled")
        {
            return false;
        }
    }
}
