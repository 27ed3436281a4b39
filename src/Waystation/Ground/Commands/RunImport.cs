using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Commands;

/// <summary>One import from the command line: reads the file, prints the report, tells the shell how it went.</summary>
sealed class RunImport(Import import, Speech speech)
{
    const int ShownProblems = 20;

    public async Task<int> RunAsync(DataFolder folder, string? db, string file, bool dryRun, bool newApplications, CancellationToken ct)
    {
        try
        {
            Rule.Require(File.Exists(file), new Sentence("commands.no-such-file", file));
            await using var house = await House.OpenAsync(folder, db, speech.Tell, ct);
            Rule.Require(dryRun || !house.IsDemo, new Sentence("commands.no-import-into-a-demo"));
            var report = await import.RunAsync(house, new ImportOrder(file, dryRun, newApplications, speech.Progress(Path.GetFileName(file))), ct);
            // No server may be running that would do it.
            await new SealLog(house).RunAsync(ct);
            await PrintAsync(report, dryRun, ct);
            return report.Refused > 0 ? ExitCode.SomeRefused : ExitCode.Done;
        }
        catch (Refusal refusal)
        {
            return speech.Refuse(refusal.Sentence, file, refusal.Row);
        }
    }

    async Task PrintAsync(ImportReport report, bool dryRun, CancellationToken ct)
    {
        if (speech.AsJson)
        {
            await using var output = Console.OpenStandardOutput();
            await report.WriteJsonAsync(output, ct);
            output.WriteByte((byte)'\n');
            return;
        }

        speech.EndProgress();
        Console.WriteLine(Words.Say(dryRun ? "commands.import-would" : "commands.import-done",
            report.Rows, report.Accepted, report.Refused, report.Created, report.Updated, report.Unchanged));
        foreach (var problem in report.Problems.Take(ShownProblems))
            Console.WriteLine(Words.Say(problem.Severity is Severity.Refused ? "commands.row-refused" : "commands.row-noted", problem.Row, problem.Column ?? "", problem.Message));
        if (report.Problems.Count > ShownProblems) Console.WriteLine(Words.Say("commands.more-problems", report.Problems.Count - ShownProblems));
    }
}
