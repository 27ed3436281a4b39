using System.Text.Encodings.Web;
using System.Text.Json;

namespace Waystation.Shared;

/// <summary>A copy of one's own data as JSON that a person can read too.</summary>
public static class CopyFile
{
    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(object copy) => JsonSerializer.SerializeToUtf8Bytes(copy, readable);
}
