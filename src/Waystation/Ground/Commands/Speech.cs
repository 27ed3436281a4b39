using System.Text.Encodings.Web;
using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>
/// How a command speaks: results on standard output, everything else on standard error; with <c>--json</c> standard output
/// is one JSON document, also when the command refuses.
/// </summary>
sealed record Speech(bool AsJson)
{
    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Tell(string line) => Console.Error.WriteLine(line);

    public void Result(string line, object document) => Console.Out.WriteLine(AsJson ? JsonSerializer.Serialize(document, readable) : line);

    /// <summary>Nothing was written: says why, and which file and row where there is one.</summary>
    public int Refuse(Sentence why, string? file = null, int? row = null)
    {
        if (AsJson) Console.Out.WriteLine(JsonSerializer.Serialize(new { error = new { message = why.ToString(), file, row } }, readable));
        Tell(why.ToString());
        return ExitCode.NothingDone;
    }

    /// <summary>A progress line that rewrites itself on a terminal and stays silent elsewhere.</summary>
    public Action<long, long?> Progress(string what)
    {
        if (Console.IsErrorRedirected) return (_, _) => { };

        return (done, of) => Console.Error.Write(of is > 0
            ? $"\r{what} {Bar((double)done / of.Value)} {done:N0} / {of:N0}  "
            : $"\r{what} {done:N0}  ");
    }

    /// <summary>What is told next begins on a line of its own.</summary>
    public void EndProgress()
    {
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
    }

    static string Bar(double share)
    {
        var full = (int)(Math.Clamp(share, 0, 1) * 24);
        return new string('█', full) + new string('░', 24 - full);
    }
}
