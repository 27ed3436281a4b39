using Waystation.Members;
using Waystation.MyData;
using static Waystation.Joining.JoiningWorld;

namespace Waystation.Joining;

public class ForgetTests
{
    static async Task<int> ForgetAsync(JoiningWorld world, DateTimeOffset before)
    {
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        return await ForgetApplications.NextAsync(connection, before.UtcDateTime, 100, default);
    }

    static async Task<bool> HasKeyAsync(JoiningWorld world, Guid person)
    {
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        return await world.Keys.FindAsync(connection, person) is not null;
    }

    [Fact]
    public async Task A_refused_application_is_forgotten_with_its_persons_key_and_neither_an_open_nor_an_approved_one_is()
    {
        await using var world = await NewAsync();
        var officer = await world.OfficerAsync();
        var (kept, refused, open) = (await world.SubmitAsync(world.Joint, Person(1)), await world.SubmitAsync(world.Joint, Person(2)), await world.SubmitAsync(world.Joint, Person(3)));
        await world.ApproveAsync(kept, officer);
        await world.RefuseAsync(refused, "not-wage-earning-here", officer);
        Assert.Equal(0, await ForgetAsync(world, Monday.AddMinutes(-1)));

        Assert.Equal(1L, await world.AskAsync<long>(ForgetApplications.Count, Monday.AddMinutes(1).UtcDateTime));
        Assert.Equal(1, await ForgetAsync(world, Monday.AddMinutes(1)));
        Assert.Equal(0, await ForgetAsync(world, Monday.AddMinutes(1)));

        var gone = await world.ReadAsync(refused);
        Assert.Equal((null, null, "not-wage-earning-here/city/2022-01-01"), (gone.Details, gone.Document, gone.Reason));
        Assert.False(await HasKeyAsync(world, gone.PersonId));
        Assert.True(await HasKeyAsync(world, (await world.ReadAsync(kept)).PersonId));
        Assert.True((await world.ReadAsync(open)).IsOpen);
        Assert.Equal("joining.only-a-refusal", await Refused(() => world.AppealAsync(refused, officer)));
    }

    [Fact]
    public async Task What_a_transfer_still_rests_on_is_not_forgotten()
    {
        await using var world = await NewAsync();
        await world.ApproveAsync(await world.SubmitAsync(world.Joint), await world.OfficerAsync());
        await world.RefuseAsync(await world.SubmitAsync(world.Jianguo), "already-a-member", await world.OfficerAsync());

        Assert.Equal(0, await ForgetAsync(world, Monday.AddMinutes(1)));
    }

    [Fact]
    public async Task When_a_person_is_erased_all_they_said_in_applications_goes_with_them()
    {
        await using var world = await NewAsync();
        var worker = await world.WorkerAsync();
        var approved = await world.SubmitAsync(world.Joint, account: worker);
        await world.ApproveAsync(approved, await world.OfficerAsync());
        var open = await world.SubmitAsync(world.Jianguo, account: worker);
        await world.DoAsync("UPDATE members SET state = 'left'");
        var member = (await world.ReadAsync(approved)).MemberId!.Value;

        await using (var connection = await world.Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await new ErasePerson(new EraseMember(world.Vault, world.Clock), world.Keys, world.Clock).RunAsync(connection, member, default);
            await transaction.CommitAsync();
        }

        foreach (var application in new[] { await world.ReadAsync(approved), await world.ReadAsync(open) })
        {
            Assert.Equal((null, null), (application.Details, application.Document));
            Assert.False(application.IsOpen);
            Assert.False(await HasKeyAsync(world, application.PersonId));
        }
    }

    [Fact]
    public async Task Somebody_who_left_joins_again_from_the_day_of_approval()
    {
        await using var world = await NewAsync();
        await world.ApproveAsync(await world.SubmitAsync(world.Joint), await world.OfficerAsync());
        await world.DoAsync("UPDATE members SET state = 'left'");

        await world.ApproveAsync(await world.SubmitAsync(world.Jianguo), await world.OfficerAsync());

        Assert.Equal((world.Jianguo, 1L), (await world.AskAsync<Guid>("SELECT union_id FROM members WHERE state = 'member' AND left_on IS NULL"), await world.AskAsync<long>("SELECT count(*) FROM members")));
    }
}
