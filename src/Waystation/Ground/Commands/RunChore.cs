using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>One chore from the command line; a dry run tells and changes nothing.</summary>
sealed class RunChore(Chore chore, Speech speech)
{
    public async Task<int> RunAsync(DataFolder folder, string? db, bool dryRun, CancellationToken ct)
    {
        Rule.Require(db is not null || Directory.Exists(folder.Cluster), new Sentence("commands.nothing-to-check", folder.Root));
        await using var house = await House.OpenAsync(folder, db, speech.Tell, ct);
        var report = await chore.RunAsync(house, dryRun, ct);
        // No server may be running that would do it.
        await new SealLog(house).RunAsync(ct);
        foreach (var line in report.Lines) speech.Tell(line.ToString());
        speech.Result(report.Summary.ToString(), report.Figures);
        return ExitCode.Done;
    }
}
