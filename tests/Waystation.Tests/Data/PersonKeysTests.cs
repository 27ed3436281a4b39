using Npgsql;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Data;

public class PersonKeysTests
{
    static readonly Guid wang = Guid.CreateVersion7(), li = Guid.CreateVersion7();

    static async Task<PersonKeys> KeysAsync(TestDatabase city) => new(await Vault.OpenAsync(city.Folder, city.Source), TimeProvider.System);

    [Fact]
    public async Task What_was_sealed_for_a_person_is_unreadable_for_ever_once_their_key_is_destroyed()
    {
        await using var city = await TestDatabase.NewAsync();
        var keys = await KeysAsync(city);
        await using var connection = await city.Source.OpenConnectionAsync();
        var kept = (await keys.OfAsync(connection, wang)).Seal("王小芳 110101199003078515");
        Assert.Equal("王小芳 110101199003078515", (await keys.FindAsync(connection, wang))!.Open(kept));

        await keys.DestroyAsync(connection, wang);

        Assert.Null(await keys.FindAsync(connection, wang));
        var anew = await keys.OfAsync(connection, wang);
        Assert.Equal("data.person-key-gone", Assert.Throws<Refusal>(() => anew.Open(kept)).Sentence.Key);
    }

    [Fact]
    public async Task What_was_sealed_for_one_person_does_not_open_for_another_nor_when_it_was_changed()
    {
        await using var city = await TestDatabase.NewAsync();
        var keys = await KeysAsync(city);
        await using var connection = await city.Source.OpenConnectionAsync();
        var (hers, his) = (await keys.OfAsync(connection, wang), await keys.OfAsync(connection, li));
        var kept = hers.Seal("王小芳");

        Assert.Throws<Refusal>(() => his.Open(kept));
        kept[^1] ^= 1;
        Assert.Throws<Refusal>(() => hers.Open(kept));
        Assert.Throws<Refusal>(() => hers.Open([9, 9]));
    }

    [Fact]
    public async Task Two_who_make_a_persons_key_at_once_hold_the_same()
    {
        await using var city = await TestDatabase.NewAsync();
        var keys = await KeysAsync(city);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var connection = await city.Source.OpenConnectionAsync();
            return await keys.OfAsync(connection, wang);
        }));

        var kept = made[0].Seal("王小芳");
        Assert.All(made, key => Assert.Equal("王小芳", key.Open(kept)));
    }

    [Fact]
    public async Task The_log_holds_after_a_persons_key_is_destroyed_and_what_it_kept_about_them_is_gone()
    {
        await using var city = await TestDatabase.NewAsync();
        var keys = await KeysAsync(city);
        await using var connection = await city.Source.OpenConnectionAsync();
        var payload = (await keys.OfAsync(connection, wang)).Seal("王小芳");
        await new LogLine(Actor.Command, Did.RevealedMember, TimeProvider.System.GetUtcNow(), wang, Payload: payload).WriteAsync(connection);
        await Eventually.TrueAsync(() => new SealLog(city.Source, city.Folder, TimeProvider.System).RunAsync().GetAwaiter().GetResult() > 0);

        await keys.DestroyAsync(connection, wang);

        Assert.Null(await keys.FindAsync(connection, wang));
        Assert.Equal((1, 0), await CheckAsync(city) is { Findings: [] } check ? ((int)check.Rows, (int)check.Unsealed) : default);
        await TamperAsync(connection);
        Assert.Single((await CheckAsync(city)).Findings);
    }

    static Task<LogCheck> CheckAsync(TestDatabase city) => new VerifyLog(city.Source, city.Folder, TimeProvider.System).RunAsync();

    /// <summary>The negative control: a payload taken away instead of made unreadable breaks the seal.</summary>
    static async Task TamperAsync(NpgsqlConnection connection)
    {
        await using var tamper = new NpgsqlCommand("ALTER TABLE logbook DISABLE TRIGGER USER; UPDATE logbook SET payload = NULL", connection);
        await tamper.ExecuteNonQueryAsync();
    }
}
