using Npgsql;
using Waystation.Shared;
using static Waystation.Messages.MessageWorld;

namespace Waystation.Messages;

public class SendMessageTests
{
    [Theory]
    [InlineData("pigeon", "messages.sender-unknown")]
    [InlineData("outbox", "messages.outbox-is-for-the-demo")]
    [InlineData("webhook", "messages.webhook-needs-https")]
    [InlineData("webhook", "messages.webhook-needs-https", "http://sms.example.cn/send")]
    [InlineData("webhook", "messages.webhook-needs-https", "sms.example.cn/send")]
    [InlineData("webhook", "messages.webhook-needs-https", "file:///etc/passwd")]
    [InlineData("webhook", "messages.webhook-needs-secret", "https://sms.example.cn/send")]
    [InlineData("webhook", "messages.webhook-needs-secret", "https://sms.example.cn/send", "short")]
    public void A_setting_that_would_not_work_or_give_texts_away_is_refused(string wish, string key, string url = "", string secret = "") =>
        Assert.Equal(key, Assert.Throws<Refusal>(() =>
            Settings(false, ("WAYSTATION_MESSAGES", wish), ("WAYSTATION_MESSAGES_URL", url), ("WAYSTATION_MESSAGES_SECRET", secret))).Sentence.Key);

    [Fact]
    public async Task Such_a_setting_refuses_the_start()
    {
        await using var database = await TestDatabase.NewAsync();

        var refused = await Assert.ThrowsAsync<Refusal>(() => TestHouse.OnAsync(database, null, ("WAYSTATION_MESSAGES", "pigeon")));

        Assert.Equal("messages.sender-unknown", refused.Sentence.Key);
    }

    [Fact]
    public void Only_a_demo_has_a_sender_without_a_setting()
    {
        Assert.Equal(SenderKind.None, Settings().Kind);
        Assert.Equal(SenderKind.Outbox, Settings(isDemo: true).Kind);
        Assert.Equal(SenderKind.File, Settings(isDemo: true, ("WAYSTATION_MESSAGES", "file")).Kind);
        Assert.Equal(SenderKind.Webhook, Webhook("https://sms.example.cn/send").Kind);
        Assert.Equal(SenderKind.Webhook, Webhook("http://127.0.0.1:9000/").Kind);
    }

    [Fact]
    public async Task Without_a_sender_nothing_is_queued()
    {
        await using var world = await MessageWorld.NewAsync();

        Assert.False(new SendMessage(Settings(), world.Vault, world.Clock).CanSend);
        Assert.Equal("messages.nobody-sends", (await Assert.ThrowsAsync<Refusal>(() => world.QueueAsync(sender: Settings()))).Sentence.Key);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_sent()
    {
        await using var world = await MessageWorld.NewAsync();
        await using (var connection = await world.Database.Source.OpenConnectionAsync())
        await using (await connection.BeginTransactionAsync())
            await new SendMessage(ToFile, world.Vault, world.Clock).QueueAsync(connection, new(MessageKind.PhoneChanged, Phone, Text));

        Assert.Equal(0, await world.Delivering().RunAsync());
        Assert.Empty(world.Taking.Letters);
    }

    [Fact]
    public async Task Phone_and_text_are_sealed_while_they_wait()
    {
        await using var world = await MessageWorld.NewAsync();
        await world.QueueAsync();

        await using var whole = world.Database.Source.CreateCommand("SELECT messages::text FROM messages");
        var stored = (string)(await whole.ExecuteScalarAsync())!;

        Assert.DoesNotContain(Phone, stored);
        Assert.DoesNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Phone)), stored);
        Assert.DoesNotContain("482913", stored);
    }

    [Fact]
    public async Task The_database_itself_keeps_no_text_of_what_is_over()
    {
        await using var world = await MessageWorld.NewAsync();
        await world.QueueAsync();
        await using var careless = world.Database.Source.CreateCommand("UPDATE messages SET state = 'delivered', ended_at = now(), next_try_at = NULL");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => careless.ExecuteNonQueryAsync());

        Assert.Equal("messages_erased_when_over", refused.ConstraintName);
    }

    [Fact]
    public void Every_kind_has_a_name_in_both_languages()
    {
        foreach (var kind in Enum.GetValues<MessageKind>())
            Assert.True(Words.All(Words.Chinese).ContainsKey($"messages.kind-{new OutgoingMessage(kind, Phone, Text).Code}"), $"{kind} has no name");
    }
}
