using Waystation.Data;
using Waystation.Members;
using Waystation.Shared;
using static Waystation.Joining.JoiningWorld;

namespace Waystation.Joining;

public class SubmitTests
{
    static readonly DateOnly today = new(2026, 11, 9);

    static ApplicantForm Form(string kind = DocumentKind.ResidentId, string? number = null) =>
        new() { Name = "王小芳", Kind = kind, Number = number ?? MemberWorld.IdOf(1), Phone = "138 0000 0000", Workplace = "某快递站", Work = "parcel-courier" };

    static List<string> Wrong(ApplicantForm form, bool phoneNeeded = true)
    {
        List<string> fields = [];
        Assert.Equal(form.Read(phoneNeeded, today, (field, _) => fields.Add(field)) is null, fields.Count > 0);
        return fields;
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        Assert.Equal(["Name", "Kind", "Phone", "Workplace", "Work"], Wrong(new ApplicantForm()));
        Assert.Equal(["Number"], Wrong(Form(number: "110101199003078516")));
        Assert.Equal(["Kind"], Wrong(Form(kind: "driving-licence")));
        Assert.Equal(["BornOn"], Wrong(new ApplicantForm { Name = "王小芳", Kind = "passport", Number = "E12345678", Phone = "13800000000", Workplace = "某店", Work = "other", BornOn = "2027-01-01" }));
    }

    [Fact]
    public void Somebody_without_a_phone_is_written_down_without_one_but_not_with_a_wrong_one()
    {
        var form = Form();

        form.Phone = "";
        Assert.Equal(["Phone"], Wrong(form));
        Assert.Empty(Wrong(form, phoneNeeded: false));
        form.Phone = "12";
        Assert.Equal(["Phone"], Wrong(form, phoneNeeded: false));
    }

    [Fact]
    public async Task An_account_bound_to_one_person_does_not_apply_for_another()
    {
        await using var world = await NewAsync();
        var officer = await world.OfficerAsync();
        var (worker, first) = (await world.WorkerAsync(), Person(1));
        var application = await world.SubmitAsync(world.Joint, first, worker);
        await world.ApproveAsync(application, officer);
        await using var db = world.As(Actor.Account(worker, null));
        var target = await world.TargetAsync(world.Couriers);
        var member = (await world.ReadAsync(application)).MemberId;

        Assert.Equal("joining.other-persons-account", await Refused(() => world.Submitting(db).ByPhoneAsync(target, Person(2), CallerOf(worker, member), default)));
        Assert.NotEqual(Guid.Empty, await world.Submitting(db).ByPhoneAsync(target, first, CallerOf(worker, member), default));
    }

    [Fact]
    public async Task A_phone_that_applies_too_often_in_a_day_is_told_until_when_to_wait()
    {
        await using var world = await NewAsync();
        var (worker, phone, target) = (await world.WorkerAsync(), Guid.NewGuid(), await world.TargetAsync(world.Joint));
        await using var db = world.As(Actor.Account(worker, null));
        for (var person = 1; person <= 20; person++) await world.Submitting(db).ByPhoneAsync(target, Person(person), CallerOf(worker, phone: phone), default);

        Assert.Equal("accounts.too-often", await Refused(() => world.Submitting(db).ByPhoneAsync(target, Person(21), CallerOf(worker, phone: phone), default)));
        Assert.Equal(20L, await world.AskAsync<long>("SELECT count(*) FROM applications"));
    }

    [Fact]
    public async Task A_device_that_applies_too_often_in_a_day_is_refused_too()
    {
        await using var world = await NewAsync();
        var (device, target) = (Guid.NewGuid(), await world.TargetAsync(world.Joint));
        await world.DoAsync("INSERT INTO limits (what, key, began_at, count) VALUES ('DeviceJoinsADay', $1, $2, 200)", device, Monday.UtcDateTime.Date);
        var worker = await world.WorkerAsync();
        await using var db = world.As(Actor.Account(worker, null));

        Assert.Equal("accounts.too-often", await Refused(() => world.Submitting(db).ByPhoneAsync(target, Person(), CallerOf(worker, device: device), default)));
    }

    [Fact]
    public async Task A_double_click_makes_one_application()
    {
        await using var world = await NewAsync();
        var worker = await world.WorkerAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.SubmitAsync(world.Joint, Person(), worker)));

        Assert.Single(made.Distinct());
        Assert.Equal((1L, 1L), (await world.AskAsync<long>("SELECT count(*) FROM applications"), await world.AskAsync<long>("SELECT count(*) FROM logbook WHERE did = 'applied-to-join'")));
    }

    /// <summary>The negative control: without the unique index eight clicks are several applications.</summary>
    [Fact]
    public async Task Without_that_guard_it_would_make_several()
    {
        await using var world = await NewAsync();
        await world.DoAsync("DROP INDEX applications_one_open");
        var worker = await world.WorkerAsync();
        var target = await world.TargetAsync(world.Joint);
        // Both have looked before either has written.
        await using var first = world.As(Actor.Account(worker, null));
        await using var transaction = await first.Database.BeginTransactionAsync();
        var secret = await world.Applicants.SealAsync(first.Connection(), Guid.CreateVersion7(), Person(), null, default);
        first.Add(Application.Submit(target, world.Clocks.Of(target.DecidesId, "joining-decision"), secret, worker, null, Monday.UtcDateTime));
        await first.SaveChangesAsync();

        await world.SubmitAsync(world.Joint, Person(), worker);
        await transaction.CommitAsync();

        Assert.Equal(2L, await world.AskAsync<long>("SELECT count(*) FROM applications"));
    }

    [Fact]
    public async Task An_application_says_in_the_open_only_who_must_act_and_until_when()
    {
        await using var world = await NewAsync();

        var application = await world.ReadAsync(await world.SubmitAsync(world.Joint));

        // Ten working days after Monday, 9 November 2026.
        Assert.Equal((world.Joint, world.Joint, new DateOnly(2026, 11, 23), "joining-decision/city/2020-01-01"), (application.UnionId, application.HomeId, application.DueOn, application.Clock));
        var row = await world.AskAsync<string>("SELECT a::text FROM applications a");
        Assert.DoesNotContain("王小芳", row);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes("王小芳")), row);
        Assert.DoesNotContain(MemberWorld.IdOf(1), row);
        await using var connection = await world.Database.Source.OpenConnectionAsync();
        Assert.Equal(Person(), await world.Applicants.OpenAsync(connection, application, default));
    }

    [Fact]
    public async Task A_street_without_a_union_for_individuals_leads_to_its_federation_which_places_the_person()
    {
        await using var world = await NewAsync();
        var officer = await world.OfficerAsync();
        var worker = await world.WorkerAsync();
        await using var db = world.As(Actor.Account(worker, null));
        var target = (await new FindTarget(world.Database.Source, world.Clock).RunAsync("110102007", default))!;
        Assert.Equal((null, world.Zhanlanlu, "展览路街道"), (target.HomeId, target.DecidesId, target.Street));
        var application = await world.Submitting(db).ByPhoneAsync(target, Person(), CallerOf(worker), default);

        Assert.Equal("joining.choose-home", await Refused(() => world.ApproveAsync(application, officer)));
        Assert.Equal("joining.home-gone", await Refused(() => world.ApproveAsync(application, officer, new Approval(Home: world.West))));
        await world.ApproveAsync(application, officer, new Approval(Home: world.Joint));

        Assert.Equal((world.Joint, world.Joint), ((await world.ReadAsync(application)).UnionId, await world.AskAsync<Guid>("SELECT union_id FROM members")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ABCDEFGHJK")]
    [InlineData("999999999")]
    [InlineData("0198aaaa00007000800000000000ffff")]
    public async Task A_code_nobody_made_leads_nowhere(string key)
    {
        await using var world = await NewAsync();

        Assert.Null(await new FindTarget(world.Database.Source, world.Clock).RunAsync(key, default));
        Assert.Null(await new FindTarget(world.Database.Source, world.Clock).RunAsync(world.Desheng.ToString("n"), default));
    }
}
