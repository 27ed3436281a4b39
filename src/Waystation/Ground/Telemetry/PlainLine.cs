using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;

namespace Waystation.Telemetry;

/// <summary>A text that the program itself made and that names no person, so that the log may hold it.</summary>
readonly record struct OwnText(string? Text)
{
    public override string ToString() => Text ?? "";
}

/// <summary>
/// One event as one line of JSON, without anybody's data: the constant text of the event, its numbers, and of an error its kind
/// and place. Texts that came with it are left out, because nobody can tell whose they are; so are the messages of errors.
/// </summary>
static class PlainLine
{
    const string Template = "{OriginalFormat}";

    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(in LogEntry<T> entry, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, readable))
        {
            json.WriteStartObject();
            json.WriteString("at", at.UtcDateTime);
            json.WriteString("level", entry.LogLevel.ToString());
            json.WriteString("from", entry.Category);
            if (entry.EventId.Id != 0) json.WriteNumber("event", entry.EventId.Id);
            if (Activity.Current is { } activity) json.WriteString("trace", activity.TraceId.ToHexString());
            if (entry.State is IReadOnlyList<KeyValuePair<string, object?>> state) WriteState(json, state);
            if (entry.Exception is { } error) PlainError.Write(json, error);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    static void WriteState(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> state)
    {
        foreach (var (name, value) in state)
        {
            if (name == Template) json.WriteString("text", value as string);
            if (name != Template) WriteHarmless(json, name, value);
        }
    }

    /// <summary>Ids may be written: who they belong to stands in the database alone. A phone number fits into a long.</summary>
    static void WriteHarmless(Utf8JsonWriter json, string name, object? value)
    {
        if (value is int or short or byte || (value is long count && Math.Abs(count) < int.MaxValue)) json.WriteNumber(name, Convert.ToInt32(value, CultureInfo.InvariantCulture));
        if (value is OwnText { Text: { } own }) json.WriteString(name, own);
        if (value is bool or Enum or Guid or TimeSpan) json.WriteString(name, value.ToString());
        if (value is DateTime or DateTimeOffset) json.WriteString(name, ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
    }
}
