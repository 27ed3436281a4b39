using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.ObjectPool;

namespace Waystation.Places;

/// <summary>What the start page's frame depends on.</summary>
readonly record struct FrameKey(string Wishes, string Language, bool IsLarge);

/// <summary>Made once for each wish, language and type size; nothing of it changes while the program runs.</summary>
sealed class StartFrames
{
    /// <summary>A wish is any set of fifteen facilities: more of them than anybody asks for are not kept.</summary>
    const int Most = 300;

    readonly ConcurrentDictionary<FrameKey, StartFrame> kept = new();

    public StartFrame? Find(FrameKey key) => kept.GetValueOrDefault(key);

    public StartFrame Keep(FrameKey key, StartFrame frame)
    {
        if (kept.Count < Most) kept[key] = frame;
        return frame;
    }
}

/// <summary>Answers with a frame and what is filled into it; where the frame is not there yet, Razor makes it first.</summary>
sealed class FramedPage(FrameKey key, (string Lat, string Lon) from, OnlyHere here, Action leaveGaps) : PageResult
{
    /// <summary>A page is some thirty thousand characters: made anew for each answer, they kept the collector busier than everything else together.</summary>
    static readonly ObjectPool<StringBuilder> pages = new DefaultObjectPoolProvider().CreateStringBuilderPool(32_768, 131_072);

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, services) = (context.HttpContext.Response, context.HttpContext.RequestServices);
        var frames = services.GetRequiredService<StartFrames>();
        var frame = frames.Find(key) ?? frames.Keep(key, StartFrame.Of(await MadeByRazorAsync(context)));

        response.ContentType = "text/html; charset=utf-8";
        Write(frame, response.BodyWriter, services.GetRequiredService<HtmlEncoder>());
        await response.BodyWriter.FlushAsync();
    }

    void Write(StartFrame frame, PipeWriter to, HtmlEncoder encoder)
    {
        var page = pages.Get();
        using (var writer = new StringWriter(page)) frame.Fill(writer, encoder, from, here);
        foreach (var chunk in page.GetChunks()) Encoding.UTF8.GetBytes(chunk.Span, to);
        pages.Return(page);
    }

    async Task<string> MadeByRazorAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var (body, made) = (response.Body, new MemoryStream());
        response.Body = made;
        try
        {
            leaveGaps();
            await base.ExecuteResultAsync(context);
        }
        finally
        {
            response.Body = body;
        }

        return Encoding.UTF8.GetString(made.GetBuffer(), 0, (int)made.Length);
    }
}
