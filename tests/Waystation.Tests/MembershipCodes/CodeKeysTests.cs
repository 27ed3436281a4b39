using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MembershipCodes;

public class CodeKeysTests
{
    [Fact]
    public void An_algorithm_nobody_knows_is_refused_at_the_start()
    {
        Assert.Equal("codes.algorithm-unknown", Assert.Throws<Refusal>(() => CodeAlgorithm.Chosen("rsa")).Sentence.Key);
        Assert.Same(CodeAlgorithm.Ecdsa, CodeAlgorithm.Chosen(null));
        Assert.Same(CodeAlgorithm.Sm2, CodeAlgorithm.Chosen("SM2"));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("SM2-SM3")]
    public async Task The_database_alone_holds_no_key_that_signs(string algorithm)
    {
        await using var city = await CodeWorld.NewAsync();
        var key = await city.Keys.CurrentAsync(CodeAlgorithm.Named(algorithm)!);

        var stored = await city.ScalarAsync<byte[]>("SELECT private_key FROM code_keys");

        Assert.Equal(-1, stored.AsSpan().IndexOf(key.PrivateKey));
        Assert.Equal(-1, stored.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(key.PrivateKey))));
    }

    [Fact]
    public async Task Two_keys_in_use_for_one_algorithm_are_refused_by_the_database()
    {
        await using var city = await CodeWorld.NewAsync();
        await city.Keys.CurrentAsync(CodeAlgorithm.Ecdsa);

        await Assert.ThrowsAsync<PostgresException>(() => city.ExecuteAsync(
            "INSERT INTO code_keys (id, algorithm, public_key, private_key, made_at) SELECT 'AAAAAAAA', algorithm, public_key, private_key, made_at FROM code_keys"));
    }

    [Fact]
    public async Task Many_who_come_first_at_once_get_one_key()
    {
        await using var city = await CodeWorld.NewAsync();

        var keys = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => city.Keys.CurrentAsync(CodeAlgorithm.Sm2)));

        Assert.Single(keys.Select(k => k.Id).Distinct());
    }

    [Fact]
    public async Task A_new_key_signs_and_the_old_one_still_verifies()
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync();
        var before = await city.CodeAsync(member);

        await city.Keys.RenewAsync(CodeAlgorithm.Ecdsa, Actor.Command);
        var after = await city.CodeAsync(member);

        Assert.NotEqual(before.Split('.')[3], after.Split('.')[3]);
        Assert.Equal([Verdict.Valid, Verdict.Valid], [await city.JudgeAsync(before), await city.JudgeAsync(after)]);
    }

    [Fact]
    public async Task A_key_that_became_known_verifies_nothing_any_more_and_the_next_code_has_another()
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync();
        var before = await city.CodeAsync(member);
        Assert.Equal("codes.key-unknown", (await Assert.ThrowsAsync<Refusal>(() => city.Keys.WithdrawAsync("AAAAAAAA", Actor.Command))).Sentence.Key);
        Assert.Equal(Verdict.Valid, await city.JudgeAsync(before));

        await city.Keys.WithdrawAsync(before.Split('.')[3], Actor.Command);

        Assert.Equal(Verdict.UnknownKey, await city.JudgeAsync(before));
        Assert.Equal(Verdict.Valid, await city.JudgeAsync(await city.CodeAsync(member)));
        Assert.Equal(1, await city.ScalarAsync<long>("SELECT count(*) FROM logbook WHERE did = 'withdrew-code-key'"));
    }

    [Fact]
    public async Task A_key_is_renewed_by_itself_after_three_months()
    {
        await using var city = await CodeWorld.NewAsync();
        var first = await city.Keys.CurrentAsync(CodeAlgorithm.Ecdsa);

        city.Clock.Now += CodeKeys.InUse;
        var last = await city.Keys.CurrentAsync(CodeAlgorithm.Ecdsa);
        city.Clock.Now += TimeSpan.FromSeconds(1);
        var next = await city.Keys.CurrentAsync(CodeAlgorithm.Ecdsa);

        Assert.Equal(first.Id, last.Id);
        Assert.NotEqual(first.Id, next.Id);
        Assert.Equal(2, (await city.Keys.AllAsync()).Count);
    }

    [Fact]
    public async Task A_house_that_goes_over_to_SM2_verifies_what_ECDSA_signed_before()
    {
        await using var city = await CodeWorld.NewAsync();
        var member = await city.PersonAsync();

        var (before, after) = (await city.CodeAsync(member, CodeAlgorithm.Ecdsa), await city.CodeAsync(member, CodeAlgorithm.Sm2));

        Assert.Equal(["ES256", "SM2-SM3"], [before.Split('.')[2], after.Split('.')[2]]);
        Assert.Equal([Verdict.Valid, Verdict.Valid], [await city.JudgeAsync(before), await city.JudgeAsync(after)]);
    }
}
