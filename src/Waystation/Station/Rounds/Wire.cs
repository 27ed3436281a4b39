using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waystation.Rounds;

/// <summary>How this room writes JSON: for phones, and where it is kept.</summary>
static class Wire
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>A value of an enum as it is stored and as in the words.</summary>
    public static string Code(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string code) where T : struct, Enum => Enum.GetValues<T>().Single(value => Code(value) == code);
}
