using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waystation.Messages;

/// <summary>
/// Sends each letter as JSON to the gateway, signed: <c>Waystation-Signature: sha256=HEX</c> is HMAC-SHA-256 over
/// <c>timestamp.body</c>, the timestamp (Unix seconds) stands in <c>Waystation-Timestamp</c>, the id in <c>Idempotency-Key</c>.
/// </summary>
sealed class WebhookPostman(SenderSettings sender, TimeProvider clock) : IPostman, IDisposable
{
    /// <summary>Shorter than a message is held for one try, see <see cref="DeliverMessages"/>.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A redirect would carry phone and text to an address that nobody chose.
    readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience };

    public async Task PostAsync(Letter letter, CancellationToken ct)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(letter, JsonSerializerOptions.Web);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, sender.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("Waystation-Timestamp", timestamp);
        request.Headers.Add("Waystation-Signature", $"sha256={Signature(sender.Secret, timestamp, body)}");
        request.Headers.Add("Idempotency-Key", letter.Id.ToString());

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"The gateway answered {(int)answer.StatusCode}.", null, answer.StatusCode);
    }

    public void Dispose() => http.Dispose();

    static string Signature(byte[] secret, string timestamp, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(secret, (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));
}
