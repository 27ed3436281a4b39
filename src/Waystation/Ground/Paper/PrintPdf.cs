using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Waystation.Shared;

namespace Waystation.Paper;

/// <summary>
/// Prints a page of our own as PDF with the machine's Chromium, which embeds of each font the letters used. One at a time: a print is dear,
/// and none may hold the machine. It runs no script, asks no network and keeps nothing.
/// </summary>
public sealed class PrintPdf(ILogger<PrintPdf> log)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(120);
    static readonly string[] usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];
    static readonly string[] order =
    [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage",
        "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
    ];

    /// <summary>Unless a style says otherwise; Chromium would take the letter paper of its makers.</summary>
    const string Sheet = "@page { size: A4; margin: 16mm }";

    readonly SemaphoreSlim one = new(1);

    /// <summary>Null where this machine has none; WAYSTATION_CHROMIUM names another.</summary>
    public static string? Program => Environment.GetEnvironmentVariable("WAYSTATION_CHROMIUM") is { Length: > 0 } named ? (File.Exists(named) ? named : null) : usual.FirstOrDefault(File.Exists);

    /// <exception cref="Refusal">There is no Chromium, or it did not print.</exception>
    public async Task<byte[]> RunAsync(string title, string css, string body, CancellationToken ct)
    {
        Rule.Require(Program is not null, Say.NoPrinter);
        await one.WaitAsync(ct);
        var folder = Directory.CreateTempSubdirectory("waystation-paper-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, Whole(title, css, body), Encoding.UTF8, ct);
            await PrintAsync(folder.FullName, page, pdf, ct);
            Rule.Require(File.Exists(pdf), Say.NotPrinted);
            return await File.ReadAllBytesAsync(pdf, ct);
        }
        finally
        {
            one.Release();
            Remove(folder);
        }
    }

    async Task PrintAsync(string folder, string page, string pdf, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(patience);
        var start = new ProcessStartInfo(Program!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var word in order) start.ArgumentList.Add(word);
        // Chromium's own cage cannot be built by root; what it opens here is our page alone, without script or network.
        if (Environment.IsPrivilegedProcess) start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add($"--user-data-dir={Path.Combine(folder, "profile")}");
        start.ArgumentList.Add($"--print-to-pdf={pdf}");
        start.ArgumentList.Add(new Uri(page).AbsoluteUri);
        using var run = Begin(start);
        try
        {
            var (said, _) = (run.StandardError.ReadToEndAsync(stop.Token), run.StandardOutput.ReadToEndAsync(stop.Token));
            await run.WaitForExitAsync(stop.Token);
            if (run.ExitCode != 0) log.LogWarning("Chromium ended with {Code}, having said {Many} characters", run.ExitCode, (await said).Length);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new Refusal(Say.TookTooLong);
        }
        finally
        {
            if (!run.HasExited) run.Kill(entireProcessTree: true);
        }
    }

    static Process Begin(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception cannot)
        {
            throw new Refusal(Say.NoPrinter, cannot);
        }
    }

    static string Whole(string title, string css, string body) =>
        $"""<!doctype html><html lang="{CultureInfo.CurrentUICulture.Name}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"><title>{System.Net.WebUtility.HtmlEncode(title)}</title><style>{Sheet}{css}</style></head><body>{body}</body></html>""";

    /// <summary>Helpers of a Chromium that was stopped may still write for a moment.</summary>
    void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException busy)
        {
            log.LogWarning(busy, "A folder for printing could not be taken away");
        }
    }
}
