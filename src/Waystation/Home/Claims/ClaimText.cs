using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>How events, facts, lines and reasons are stored: JSON, amounts in fen, codes by name. What was stored once is read for as long as it is kept.</summary>
static class ClaimText
{
    static readonly JsonSerializerOptions form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower), new Fen() } };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, form);

    public static T Read<T>(string stored) => JsonSerializer.Deserialize<T>(stored, form)!;

    /// <summary>In files money is yuan and never negative; here lines take off too.</summary>
    sealed class Fen : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money money, JsonSerializerOptions options) => writer.WriteNumberValue(money.Fen);
    }
}
