using static Waystation.Joining.JoiningWorld;

namespace Waystation.Joining;

public class TransferTests
{
    /// <summary>A member of the joint union in 德胜 who applied to the one in 建国门, five months later.</summary>
    static async Task<Guid> AskedAsync(JoiningWorld world)
    {
        var officer = await world.OfficerAsync();
        await world.ApproveAsync(await world.SubmitAsync(world.Joint), officer);
        await world.DoAsync("UPDATE members SET belongs_since = '2026-06-01'");
        var application = await world.SubmitAsync(world.Jianguo);
        await world.RefuseAsync(application, "already-a-member", await world.OfficerAsync());
        return application;
    }

    static Task<Guid> UnionAsync(JoiningWorld world) => world.AskAsync<Guid>("SELECT union_id FROM members");

    [Fact]
    public async Task A_transfer_is_answered_once_and_declined_only_after_an_objection()
    {
        await using var world = await NewAsync();
        var (application, officer) = (await AskedAsync(world), await world.OfficerAsync());

        Assert.Equal("joining.only-above-declines", await Refused(() => world.AnswerAsync(application, officer, (answer, transfer) => answer.DeclineAsync(transfer, default))));
        await world.AnswerAsync(application, officer, (answer, transfer) => answer.AgreeAsync(transfer, default));
        Assert.Equal("joining.transfer-answered", await Refused(() => world.AnswerAsync(application, officer, (answer, transfer) => answer.AgreeAsync(transfer, default))));
        Assert.Equal("joining.transfer-answered", await Refused(() => world.AnswerAsync(application, officer, (answer, transfer) => answer.ObjectAsync(transfer, default))));
    }

    [Fact]
    public async Task A_member_is_asked_over_by_one_union_at_a_time()
    {
        await using var world = await NewAsync();
        await AskedAsync(world);
        var other = await world.SubmitAsync(world.Couriers);

        Assert.Equal("joining.transfer-runs", await Refused(async () => await world.RefuseAsync(other, "already-a-member", await world.OfficerAsync())));
    }

    [Fact]
    public async Task A_transfer_waits_for_the_former_union_by_its_own_clock()
    {
        await using var world = await NewAsync();

        var transfer = await world.TransferAsync(await AskedAsync(world));

        // Five working days.
        Assert.Equal((TransferState.Asked, world.Joint, new DateOnly(2026, 11, 16)), (transfer.State, transfer.UnionId, transfer.DueOn));
        Assert.Equal(world.Joint, await UnionAsync(world));
    }

    [Fact]
    public async Task Agreement_moves_the_membership_and_its_history_stays()
    {
        await using var world = await NewAsync();
        var application = await AskedAsync(world);

        await world.AnswerAsync(application, await world.OfficerAsync(), (answer, transfer) => answer.AgreeAsync(transfer, default));

        Assert.Equal(world.Jianguo, await UnionAsync(world));
        Assert.Equal(world.Joint, await world.AskAsync<Guid>("SELECT union_id FROM past_memberships"));
    }

    [Fact]
    public async Task Silence_is_agreement()
    {
        await using var world = await NewAsync();
        var application = await AskedAsync(world);
        world.Clock.Now = Monday.AddDays(8);

        Assert.Equal((0, 1), await world.Passing().RunAsync());
        Assert.Equal((0, 0), await world.Passing().RunAsync());

        Assert.Equal((TransferState.Done, world.Jianguo), ((await world.TransferAsync(application)).State, await UnionAsync(world)));
    }

    [Fact]
    public async Task An_objection_goes_to_the_union_above_both_and_whoever_objected_does_not_decide()
    {
        await using var world = await NewAsync();
        var (application, objector, above) = (await AskedAsync(world), await world.OfficerAsync(), await world.OfficerAsync());
        await world.AnswerAsync(application, objector, (answer, transfer) => answer.ObjectAsync(transfer, default));

        Assert.Equal(world.City, (await world.TransferAsync(application)).UnionId);
        Assert.Equal("joining.another-officer", await Refused(() => world.AnswerAsync(application, objector, (answer, transfer) => answer.DeclineAsync(transfer, default))));
        await world.AnswerAsync(application, above, (answer, transfer) => answer.DeclineAsync(transfer, default));

        Assert.Equal((TransferState.Declined, world.Joint), ((await world.TransferAsync(application)).State, await UnionAsync(world)));
    }

    [Fact]
    public async Task A_member_who_moved_by_another_way_is_not_moved_again()
    {
        await using var world = await NewAsync();
        var application = await AskedAsync(world);
        await world.DoAsync("UPDATE members SET union_id = $1", world.Couriers);

        Assert.Equal("members.moved-meanwhile", await Refused(async () => await world.AnswerAsync(application, await world.OfficerAsync(), (answer, transfer) => answer.AgreeAsync(transfer, default))));
        world.Clock.Now = Monday.AddDays(8);
        await world.Passing().RunAsync();

        Assert.Equal((TransferState.Declined, world.Couriers), ((await world.TransferAsync(application)).State, await UnionAsync(world)));
    }
}
