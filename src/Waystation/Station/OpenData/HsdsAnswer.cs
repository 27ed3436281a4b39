using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Waystation.OpenData;

/// <summary>Writes answers as they are made: what is sent is not kept, so that the whole register needs no more memory than one page.</summary>
static class HsdsAnswer
{
    const int FlushBytes = 1 << 16;

    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    public static async Task OneAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        using (var json = new Utf8JsonWriter(http.Response.BodyWriter, readable))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }

    /// <summary>A page with its numbers, or one thing a line.</summary>
    public static Task ListAsync<T>(HttpContext http, HsdsQuery asked, IReadOnlyList<T> all, Action<Utf8JsonWriter, T> write)
    {
        var size = asked.Page is null ? Math.Max(1, all.Count) : asked.PerPage;
        var from = (int)Math.Min(all.Count, (asked.Page - 1L ?? 0) * size);
        var some = (from, Math.Min(all.Count, from + (long)size));
        return asked.AsLines ? LinesAsync(http, all, some, write) : PageAsync(http, asked.Page ?? 1, size, all, some, write);
    }

    static async Task PageAsync<T>(HttpContext http, int page, int size, IReadOnlyList<T> all, (int From, long To) some, Action<Utf8JsonWriter, T> write)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        var pages = (all.Count + size - 1) / size;
        using var json = new Utf8JsonWriter(http.Response.BodyWriter, readable);
        json.WriteStartObject();
        json.WriteNumber("total_items"u8, all.Count);
        json.WriteNumber("total_pages"u8, pages);
        json.WriteNumber("page_number"u8, page);
        json.WriteNumber("size"u8, some.To - some.From);
        json.WriteBoolean("first_page"u8, page == 1);
        json.WriteBoolean("last_page"u8, page >= pages);
        json.WriteBoolean("empty"u8, some.To == some.From);
        json.WriteStartArray("contents"u8);
        for (var i = some.From; i < some.To; i++)
        {
            json.WriteStartObject();
            write(json, all[i]);
            json.WriteEndObject();
            if (json.BytesPending >= FlushBytes) await SendAsync(http, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await SendAsync(http, json);
    }

    static async Task LinesAsync<T>(HttpContext http, IReadOnlyList<T> all, (int From, long To) some, Action<Utf8JsonWriter, T> write)
    {
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        var (body, unsent) = (http.Response.BodyWriter, 0L);
        using var json = new Utf8JsonWriter(body, readable);
        for (var i = some.From; i < some.To; i++)
        {
            json.WriteStartObject();
            write(json, all[i]);
            json.WriteEndObject();
            json.Flush();
            unsent += json.BytesCommitted + 1;
            json.Reset();
            body.GetSpan(1)[0] = (byte)'\n';
            body.Advance(1);
            if (unsent < FlushBytes) continue;

            unsent = 0;
            await body.FlushAsync(http.RequestAborted);
        }

        await body.FlushAsync(http.RequestAborted);
    }

    static async Task SendAsync(HttpContext http, Utf8JsonWriter json)
    {
        json.Flush();
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
