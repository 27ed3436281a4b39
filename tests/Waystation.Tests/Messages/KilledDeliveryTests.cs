using System.Net;
using Waystation.Commands;
using Waystation.Data;
using static Waystation.Messages.MessageWorld;

namespace Waystation.Messages;

/// <summary>The real program, killed when the gateway has the message and before it could note that.</summary>
[Trait("kind", "long")]
public class KilledDeliveryTests
{
    [Fact]
    public async Task A_message_sent_by_a_program_that_was_killed_at_once_is_sent_again_under_the_same_id()
    {
        await using var program = new RealProgram();
        using var gateway = Listening(out var address);
        program.Settings["WAYSTATION_MESSAGES"] = "webhook";
        program.Settings["WAYSTATION_MESSAGES_URL"] = address;
        program.Settings["WAYSTATION_MESSAGES_SECRET"] = Secret;
        var server = await program.ServeAsync();
        await using var house = await House.OpenAsync(program.Folder, null);
        var id = await QueueAsync(house, Webhook(address));

        var first = await gateway.GetContextAsync();
        server.Kill();
        await server.WaitForExitAsync();
        first.Response.Abort();
        await DoAsync(house, "UPDATE messages SET next_try_at = now()");
        await program.ServeAsync();
        var second = await gateway.GetContextAsync();
        second.Response.StatusCode = 204;
        second.Response.Close();

        Assert.All([first, second], call => Assert.Equal($"{id}", call.Request.Headers["Idempotency-Key"]));
        await Eventually.TrueAsync(() => DoAsync(house, "SELECT 1 FROM messages WHERE state = 'delivered' AND tries = 2").GetAwaiter().GetResult() is 1);
    }

    static HttpListener Listening(out string address)
    {
        var listener = new HttpListener();
        address = $"http://127.0.0.1:{RealProgram.FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        return listener;
    }

    static async Task<Guid> QueueAsync(House house, SenderSettings sender)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        return await new SendMessage(sender, house.Vault, house.Clock).QueueAsync(connection, new(MessageKind.ApplicationDecided, Phone, Text));
    }

    static async Task<object?> DoAsync(House house, string sql)
    {
        await using var command = house.Database.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
