using Waystation.Data;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.MembershipCodes;

public class IssueAndRevokeTests
{
    [Fact]
    public async Task Who_is_not_or_not_yet_a_member_gets_no_code()
    {
        await using var city = await CodeWorld.NewAsync();
        var applicant = await city.PersonAsync(state: MemberState.Applied);

        foreach (var person in new[] { applicant, Guid.CreateVersion7() })
        {
            var refusal = await Assert.ThrowsAsync<Refusal>(() => city.Issue(CodeAlgorithm.Ecdsa).RunAsync(person));
            Assert.Equal("codes.members-only", refusal.Sentence.Key);
        }
    }

    [Theory]
    [InlineData("member")]
    [InlineData("retained")]
    public async Task A_member_gets_a_code_that_tells_the_gate_no_more_than_it_needs(string state)
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync("欧阳小芳", state);

        var issued = await city.Issue(CodeAlgorithm.Ecdsa).RunAsync(member);
        var found = (await city.Revocations.TrustAsync()).Judge(issued.Text, city.Clock.Now);

        Assert.Equal((Verdict.Valid, "欧**芳", state), (found.Verdict, found.Code!.MaskedName, found.Code.State));
        Assert.Equal(TimeSpan.FromMinutes(5), found.Code.ExpiresAt - found.Code.IssuedAt);
        Assert.DoesNotContain(Convert.ToBase64String(member.ToByteArray())[..10], issued.Text);
        Assert.InRange(issued.Text.Length, 150, 251);
    }

    [Fact]
    public async Task Nobody_can_follow_a_person_from_day_to_day()
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync();

        var today = (await city.CodeAsync(member)).Split('.');
        var again = (await city.CodeAsync(member)).Split('.');
        city.Clock.Now += TimeSpan.FromDays(1);
        var tomorrow = (await city.CodeAsync(member)).Split('.');

        Assert.Equal(today[5], again[5]);
        Assert.NotEqual(today[4], again[4]);
        Assert.NotEqual(today[5], tomorrow[5]);
    }

    [Fact]
    public async Task A_long_name_does_not_make_the_picture_finer()
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync("Tashi Dorje Wangchuk Norbu Rinchen");

        Assert.Equal("T***n", (await city.Issue(CodeAlgorithm.Ecdsa).RunAsync(member)).Code.MaskedName);
    }

    [Fact]
    public async Task A_lost_phone_voids_what_it_shows_at_once_and_the_next_code_holds()
    {
        await using var city = await CodeWorld.NewAsync();
        var (loser, other) = (await city.PersonAsync(), await city.PersonAsync("李明"));
        var (lost, others) = (await city.CodeAsync(loser), await city.CodeAsync(other));
        city.Clock.Now += TimeSpan.FromSeconds(10);

        await city.Revoke.RunAsync([loser], Actor.System);
        city.Clock.Now += TimeSpan.FromSeconds(1);

        Assert.Equal(Verdict.Revoked, await city.JudgeAsync(lost));
        Assert.Equal(Verdict.Valid, await city.JudgeAsync(others));
        Assert.Equal(Verdict.Valid, await city.JudgeAsync(await city.CodeAsync(loser)));
    }

    [Fact]
    public async Task A_phone_that_served_several_people_is_revoked_for_all_of_them_with_a_line_each()
    {
        await using var city = await CodeWorld.NewAsync();
        var (mother, daughter) = (await city.PersonAsync(), await city.PersonAsync("李明"));
        var codes = new[] { await city.CodeAsync(mother), await city.CodeAsync(daughter) };

        await city.Revoke.RunAsync([mother, daughter, mother], Actor.System);

        foreach (var code in codes) Assert.Equal(Verdict.Revoked, await city.JudgeAsync(code));
        Assert.Equal(2, await city.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did = 'revoked-codes'"));
    }

    [Fact]
    public async Task A_code_from_before_midnight_is_revoked_after_it()
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync();
        city.Clock.Now = new(2026, 11, 21, 23, 58, 0, TimeSpan.Zero);
        var lost = await city.CodeAsync(member);
        city.Clock.Now += TimeSpan.FromMinutes(3);

        await city.Revoke.RunAsync([member], Actor.System);

        Assert.Equal(Verdict.Revoked, await city.JudgeAsync(lost));
    }

    [Fact]
    public async Task A_revocation_never_goes_back_and_is_forgotten_when_it_can_matter_no_more()
    {
        await using var city = await CodeWorld.NewAsync();
        var (first, second) = (await city.PersonAsync(), await city.PersonAsync("李明"));
        await city.Revoke.RunAsync([first], Actor.System);
        city.Clock.Now -= TimeSpan.FromHours(2);
        await city.Revoke.RunAsync([first], Actor.System);
        Assert.Equal(CodeWorld.Noon.UtcDateTime, await city.ScalarAsync<DateTime>("SELECT revoked_at FROM code_revocations"));

        city.Clock.Now = CodeWorld.Noon + Revocations.Kept + TimeSpan.FromMinutes(1);
        Assert.Empty((await city.Revocations.TrustAsync()).Revoked);
        await city.Revoke.RunAsync([second], Actor.System);

        Assert.Equal(second, await city.ScalarAsync<Guid>("SELECT member_id FROM code_revocations"));
    }
}
