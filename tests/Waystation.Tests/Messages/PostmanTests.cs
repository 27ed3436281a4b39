using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static Waystation.Messages.MessageWorld;

namespace Waystation.Messages;

public class PostmanTests
{
    static readonly StoppedClock clock = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));
    static readonly Letter letter = new(Guid.CreateVersion7(), "sign-in-code", Phone, Text, clock.Now.UtcDateTime);

    /// <summary>A gateway on this machine, and what it was asked.</summary>
    static async Task<(WebApplication Gateway, List<(string Address, Dictionary<string, string> Headers, byte[] Body)> Asked)> GatewayAsync(int status, string? elsewhere = null)
    {
        var asked = new List<(string, Dictionary<string, string>, byte[])>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var gateway = builder.Build();
        gateway.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            asked.Add(($"{http.Request.Path}{http.Request.QueryString}", http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()), body.ToArray()));
            if (elsewhere is not null) http.Response.Headers.Location = elsewhere;
            http.Response.StatusCode = status;
        });
        await gateway.StartAsync();
        return (gateway, asked);
    }

    static async Task PostAsync(WebApplication gateway)
    {
        using var postman = new WebhookPostman(Webhook($"{gateway.Urls.First()}/sms"), clock);
        await postman.PostAsync(letter, CancellationToken.None);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_is_not_followed(int status)
    {
        var (gateway, asked) = await GatewayAsync(status, "/elsewhere");
        await using var _ = gateway;

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(gateway));

        Assert.Single(asked);
    }

    [Fact]
    public async Task An_answer_that_is_no_success_says_its_number_only()
    {
        var (gateway, _) = await GatewayAsync(500);
        await using var __ = gateway;

        Assert.Equal("The gateway answered 500.", (await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(gateway))).Message);
    }

    [Fact]
    public async Task A_gateway_can_prove_who_wrote_and_know_a_message_again()
    {
        var (gateway, asked) = await GatewayAsync(204);
        await using var running = gateway;

        await PostAsync(gateway);

        var (_, headers, body) = Assert.Single(asked);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), (byte[])[.. Encoding.UTF8.GetBytes($"{clock.Now.ToUnixTimeSeconds()}."), .. body]);
        Assert.Equal($"sha256={Convert.ToHexStringLower(signed)}", headers["Waystation-Signature"]);
        Assert.Equal($"{clock.Now.ToUnixTimeSeconds()}", headers["Waystation-Timestamp"]);
        Assert.Equal($"{letter.Id}", headers["Idempotency-Key"]);
        var read = JsonDocument.Parse(body).RootElement;
        Assert.Equal((Phone, Text, "sign-in-code"), (read.GetProperty("phone").GetString(), read.GetProperty("text").GetString(), read.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Nothing_about_the_phone_stands_in_the_address()
    {
        var (gateway, asked) = await GatewayAsync(200);
        await using var _ = gateway;

        await PostAsync(gateway);

        Assert.Equal("/sms", asked[0].Address);
    }

    [Fact]
    public async Task The_file_gets_one_line_a_message_and_only_its_owner_reads_it()
    {
        await using var database = await TestDatabase.NewAsync();
        var postman = new FilePostman(database.Folder);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => postman.PostAsync(letter, CancellationToken.None))));

        var file = Path.Combine(database.Folder.Root, "outbox.jsonl");
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Equal(20, lines.Length);
        Assert.All(lines, line => Assert.Equal(letter, JsonSerializer.Deserialize<Letter>(line, JsonSerializerOptions.Web)));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }
}
