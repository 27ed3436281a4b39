using System.Diagnostics;

namespace Waystation.Data;

/// <summary>Another program, run to its end: what it said and how it went.</summary>
sealed record Ran(int ExitCode, string Output, string Errors)
{
    public bool Well => ExitCode == 0;

    /// <summary>Never cancelled: a half-run <c>pg_ctl</c> or <c>initdb</c> is worse than one awaited.</summary>
    public static async Task<Ran> ToEndAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Order(program, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await errors);
    }

    static ProcessStartInfo Order(string program, IEnumerable<string> arguments)
    {
        var order = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/", // a folder that every user may stand in
        };

        // A PGDATA or PGPORT meant for another server must not reach ours; its log is read by us, so it stays English.
        foreach (var name in order.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToList())
            order.Environment.Remove(name);
        order.Environment["LC_ALL"] = "C";
        return order;
    }
}
