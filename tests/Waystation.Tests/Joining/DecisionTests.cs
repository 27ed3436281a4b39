using Waystation.Data;
using Waystation.Members;
using static Waystation.Joining.JoiningWorld;

namespace Waystation.Joining;

public class DecisionTests
{
    [Fact]
    public async Task Only_the_rulebooks_reasons_refuse_and_only_where_they_hold()
    {
        await using var world = await NewAsync();
        var officer = await world.OfficerAsync();
        var application = await world.SubmitAsync(world.Joint);

        Assert.Equal("joining.no-such-reason", await Refused(() => world.RefuseAsync(application, "no-beijing-hukou", officer)));
        Assert.Equal("joining.no-member-elsewhere", await Refused(() => world.RefuseAsync(application, "already-a-member", officer)));
        Assert.Equal("joining.not-too-young", await Refused(() => world.RefuseAsync(application, "under-minimum-age", officer)));
        Assert.True((await world.ReadAsync(application)).IsOpen);

        await world.RefuseAsync(application, "identity-not-established", officer);

        var refused = await world.ReadAsync(application);
        Assert.Equal((ApplicationState.Refused, "identity-not-established/city/2020-01-01"), (refused.State, refused.Reason));
        Assert.Equal("joining.is-decided", await Refused(() => world.ApproveAsync(application, officer)));
    }

    [Fact]
    public async Task Nobody_under_sixteen_by_their_document_is_approved_and_on_the_birthday_they_are()
    {
        await using var world = await NewAsync();
        var officer = await world.OfficerAsync();
        var tomorrow = await world.SubmitAsync(world.Joint, Person(1, new DateOnly(2010, 11, 10)));
        var birthday = await world.SubmitAsync(world.Joint, Person(2, new DateOnly(2010, 11, 9)));

        Assert.Equal("joining.too-young", await Refused(() => world.ApproveAsync(tomorrow, officer)));
        await world.RefuseAsync(tomorrow, "under-minimum-age", officer);
        await world.ApproveAsync(birthday, officer);

        Assert.Equal(ApplicationState.Approved, (await world.ReadAsync(birthday)).State);
    }

    [Fact]
    public async Task A_passport_holder_is_approved_once_an_officer_has_read_the_birth_date()
    {
        await using var world = await NewAsync();
        var officer = await world.OfficerAsync();
        var application = await world.SubmitAsync(world.Joint, Person() with { Kind = DocumentKind.Passport, Number = "E12345678", BornOn = null });

        Assert.Equal("joining.birth-date-missing", await Refused(() => world.ApproveAsync(application, officer)));
        await world.ApproveAsync(application, officer, new Approval(BornOn: new DateOnly(1990, 3, 7)));

        Assert.Equal(new DateOnly(1990, 3, 7), await world.AskAsync<DateOnly>("SELECT born_on FROM members"));
    }

    [Fact]
    public async Task Nobody_decides_their_own_application()
    {
        await using var world = await NewAsync();
        var worker = await world.WorkerAsync();
        var application = await world.SubmitAsync(world.Joint, account: worker);

        Assert.Equal("joining.not-own", await Refused(() => world.ApproveAsync(application, Actor.Account(worker, null))));
    }

    [Fact]
    public async Task An_appeal_goes_to_the_union_above_and_another_officer_hears_it()
    {
        await using var world = await NewAsync();
        var (first, second, worker) = (await world.OfficerAsync(), await world.OfficerAsync(), await world.WorkerAsync());
        var application = await world.SubmitAsync(world.Couriers, account: worker);
        Assert.Equal("joining.only-a-refusal", await Refused(() => world.AppealAsync(application, Actor.Account(worker, null))));
        await world.RefuseAsync(application, "not-wage-earning-here", first);

        await world.AppealAsync(application, Actor.Account(worker, null));

        var appealed = await world.ReadAsync(application);
        // Fifteen working days.
        Assert.Equal((ApplicationState.Appealed, world.Desheng, new DateOnly(2026, 11, 30)), (appealed.State, appealed.UnionId, appealed.DueOn));
        Assert.Equal("joining.another-officer", await Refused(() => world.ApproveAsync(application, first)));
        Assert.Equal("joining.another-officer", await Refused(() => world.RefuseAsync(application, "not-wage-earning-here", first)));
        await world.ApproveAsync(application, second);
        Assert.Equal(world.Couriers, await world.AskAsync<Guid>("SELECT union_id FROM members"));
    }

    [Fact]
    public async Task What_is_withdrawn_is_not_decided_and_what_is_decided_not_withdrawn()
    {
        await using var world = await NewAsync();
        var (officer, worker) = (await world.OfficerAsync(), await world.WorkerAsync());
        var (one, other) = (await world.SubmitAsync(world.Joint, Person(1), worker), await world.SubmitAsync(world.Joint, Person(2), worker));
        await world.WithdrawAsync(one, Actor.Account(worker, null));
        await world.ApproveAsync(other, officer);

        Assert.Equal("joining.is-decided", await Refused(() => world.ApproveAsync(one, officer)));
        Assert.Equal("joining.is-decided", await Refused(() => world.WithdrawAsync(other, Actor.Account(worker, null))));
    }

    [Fact]
    public async Task Membership_starts_on_the_day_of_approval_and_the_account_is_theirs()
    {
        await using var world = await NewAsync();
        var (officer, worker) = (await world.OfficerAsync(), await world.WorkerAsync());
        var application = await world.SubmitAsync(world.Joint, account: worker);
        world.Clock.Now = Monday.AddDays(3);

        await world.ApproveAsync(application, officer);

        var approved = await world.ReadAsync(application);
        Assert.Equal(approved.PersonId, approved.MemberId);
        Assert.Equal("member 2026-11-12 2026-11-12", await world.AskAsync<string>("SELECT state || ' ' || joined_on || ' ' || belongs_since FROM members WHERE id = $1", approved.PersonId));
        Assert.Equal(approved.PersonId, await world.AskAsync<Guid>("SELECT member_id FROM accounts WHERE id = $1", worker));
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM messages WHERE kind = 'application-decided'"));
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'approved-application' AND about = $1", application));
    }

    [Fact]
    public async Task Somebody_who_typed_another_persons_number_gets_no_record_that_stood_before()
    {
        await using var world = await NewAsync();
        var (officer, thief) = (await world.OfficerAsync(), await world.WorkerAsync());
        await world.ApproveAsync(await world.SubmitAsync(world.Joint), officer);

        var application = await world.SubmitAsync(world.Joint, account: thief);
        await world.ApproveAsync(application, officer);

        Assert.Equal(0L, await world.AskAsync<long>("SELECT count(*) FROM accounts WHERE id = $1 AND member_id IS NOT NULL", thief));
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM members"));
    }

    [Fact]
    public async Task A_record_from_the_unions_own_list_becomes_the_persons_when_the_officer_saw_the_document()
    {
        await using var world = await NewAsync();
        var (officer, worker) = (await world.OfficerAsync(), await world.WorkerAsync());
        await using (var connection = await world.Database.Source.OpenConnectionAsync())
            await world.Enrol.RunAsync(connection, Guid.CreateVersion7(), world.Joint, Person().Entry(new DateOnly(2020, 1, 2)), new DateOnly(2020, 1, 2), default);

        await world.ApproveAsync(await world.SubmitAsync(world.Joint, account: worker), officer, new Approval(SawDocument: true));

        Assert.Equal("2020-01-02", await world.AskAsync<string>("SELECT joined_on::text FROM members JOIN accounts ON accounts.member_id = members.id WHERE accounts.id = $1", worker));
    }

    [Fact]
    public async Task Two_unions_that_approve_one_person_at_once_make_one_member()
    {
        await using var world = await NewAsync();

        var outcomes = await BothApproveAsync(world);

        Assert.Single(outcomes, o => o is null);
        Assert.Single(outcomes, "members.is-member-already");
        Assert.Equal(1L, await world.AskAsync<long>("SELECT count(*) FROM members"));
        Assert.Equal((1L, 1L), (await world.AskAsync<long>("SELECT count(*) FROM applications WHERE state = 'approved'"), await world.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'approved-application'")));
    }

    /// <summary>The negative control: without the unique document both would win.</summary>
    [Fact]
    public async Task Without_that_guard_the_person_would_be_two_members()
    {
        await using var world = await NewAsync();
        await world.DoAsync("DROP INDEX members_document; CREATE INDEX members_document ON members (document_index)");
        // Neither sees the other's before it is committed.
        await using var slow = await world.Database.Source.OpenConnectionAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await world.Enrol.RunAsync(slow, Guid.CreateVersion7(), world.Joint, Person().Entry(new DateOnly(2026, 11, 9)), new DateOnly(2026, 11, 9), default);

        await world.ApproveAsync(await world.SubmitAsync(world.Jianguo), await world.OfficerAsync());
        await transaction.CommitAsync();

        Assert.Equal(2L, await world.AskAsync<long>("SELECT count(*) FROM members"));
    }

    static async Task<string?[]> BothApproveAsync(JoiningWorld world)
    {
        var officers = (await world.OfficerAsync(), await world.OfficerAsync());
        var (here, there) = (await world.SubmitAsync(world.Joint), await world.SubmitAsync(world.Jianguo));
        return await Task.WhenAll(OutcomeAsync(world, here, officers.Item1), OutcomeAsync(world, there, officers.Item2));
    }

    static async Task<string?> OutcomeAsync(JoiningWorld world, Guid application, Actor officer)
    {
        try
        {
            await world.ApproveAsync(application, officer);
            return null;
        }
        catch (Shared.Refusal refusal)
        {
            return refusal.Sentence.Key;
        }
    }
}
