using System.ComponentModel;
using System.Diagnostics;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>
/// Makes photos smaller with the machine's vipsthumbnail, a program apart with little memory and little time: what breaks while it decodes
/// breaks there. What it writes is encoded anew. A machine without it keeps and shows photos as they came.
/// </summary>
public sealed class ShrinkPicture(ILogger<ShrinkPicture> log)
{
    public const int MostSmallBytes = 40_000;
    const int KeptSide = 1600, SmallSide = 480;
    const string MostMemory = "--as=1500000000", MostSeconds = "--cpu=20";
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    static readonly string[] usual = ["/usr/bin/vipsthumbnail", "/usr/local/bin/vipsthumbnail"];
    const string Limiter = "/usr/bin/prlimit";

    readonly SemaphoreSlim one = new(1);

    /// <summary>Null where this machine has none; WAYSTATION_VIPSTHUMBNAIL names another.</summary>
    public static string? Program => Environment.GetEnvironmentVariable("WAYSTATION_VIPSTHUMBNAIL") is { Length: > 0 } named ? (File.Exists(named) ? named : null) : usual.FirstOrDefault(File.Exists);

    internal async Task<CleanJpeg> ToKeepAsync(CleanJpeg large, CancellationToken ct)
    {
        var made = await RunAsync(large.Bytes, KeptSide, quality: 80, ct);
        Rule.Require(made is { Bytes.Length: <= KeepPicture.MostKept }, Say.CannotShrink(KeepPicture.MostKept >> 20));
        return made!;
    }

    /// <summary>Small enough for the first visit of a page on a slow line. Null: not on this machine, or not this one.</summary>
    internal async Task<CleanJpeg?> ToSmallAsync(byte[] jpeg, CancellationToken ct)
    {
        foreach (var quality in new[] { 72, 55, 35, 20 })
        {
            var made = await RunAsync(jpeg, SmallSide, quality, ct);
            if (made is null or { Bytes.Length: <= MostSmallBytes }) return made;
        }

        return null;
    }

    async Task<CleanJpeg?> RunAsync(byte[] jpeg, int side, int quality, CancellationToken ct)
    {
        if (Program is not { } program) return null;

        await one.WaitAsync(ct);
        var folder = Directory.CreateTempSubdirectory("waystation-picture-");
        try
        {
            var (from, to) = (Path.Combine(folder.FullName, "from.jpg"), Path.Combine(folder.FullName, "to.jpg"));
            await File.WriteAllBytesAsync(from, jpeg, ct);
            await RunAsync(program, [from, "--size", $"{side}x{side}>", "-o", $"{to}[Q={quality},strip,optimize_coding]"], ct);
            return File.Exists(to) ? CutJpeg.Of(await File.ReadAllBytesAsync(to, ct)) : null;
        }
        catch (Refusal unlike)
        {
            log.LogWarning(unlike, "What vipsthumbnail made is no picture that we keep");
            return null;
        }
        finally
        {
            one.Release();
            folder.Delete(recursive: true);
        }
    }

    async Task RunAsync(string program, string[] words, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(patience);
        var start = File.Exists(Limiter) ? new ProcessStartInfo(Limiter, [MostMemory, MostSeconds, program, .. words]) : new ProcessStartInfo(program, words);
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        // One thread, and none of the loaders that nobody has looked over.
        (start.Environment["VIPS_CONCURRENCY"], start.Environment["VIPS_BLOCK_UNTRUSTED"]) = ("1", "1");
        using var run = Begin(start);
        if (run is null) return;

        try
        {
            var (said, _) = (run.StandardError.ReadToEndAsync(stop.Token), run.StandardOutput.ReadToEndAsync(stop.Token));
            await run.WaitForExitAsync(stop.Token);
            if (run.ExitCode != 0) log.LogWarning("vipsthumbnail ended with {Code}, having said {Many} characters", run.ExitCode, (await said).Length);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            log.LogWarning("vipsthumbnail took longer than {Patience} for a picture", patience);
        }
        finally
        {
            if (!run.HasExited) run.Kill(entireProcessTree: true);
        }
    }

    Process? Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception cannot)
        {
            log.LogWarning(cannot, "vipsthumbnail cannot be run on this machine");
            return null;
        }
    }
}
