using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Waystation.Shared;

namespace Waystation.Telemetry;

/// <summary>An error without its message, which may repeat what a person typed: its kind, the codes it carries, and where it happened.</summary>
static class PlainError
{
    const int MostCauses = 5;
    const int LongestPlace = 8_000;

    public static void Write(Utf8JsonWriter json, Exception error)
    {
        json.WriteStartArray("error");
        for (var (cause, depth) = (error, 0); cause is not null && depth < MostCauses; (cause, depth) = (cause.InnerException!, depth + 1))
        {
            json.WriteStartObject();
            json.WriteString("kind", cause.GetType().FullName);
            if (CodeOf(cause) is { } code) json.WriteString("code", code);
            if (Place(cause) is { } place) json.WriteString("place", place);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string? Place(Exception error) => error.StackTrace is { Length: > LongestPlace } place ? place[..LongestPlace] : error.StackTrace;

    static string? CodeOf(Exception error) => error switch
    {
        Refusal refusal => refusal.Sentence.Key,
        PostgresException p => string.Join(' ', new[] { p.SqlState, p.TableName, p.ConstraintName }.Where(part => part is not null)),
        SocketException socket => socket.SocketErrorCode.ToString(),
        HttpRequestException http => http.StatusCode is { } status ? ((int)status).ToString(CultureInfo.InvariantCulture) : http.HttpRequestError.ToString(),
        IOException io => $"0x{io.HResult:X8}",
        _ => null,
    };
}
