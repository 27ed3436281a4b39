using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>One check from the command line: changes nothing, and tells the shell whether anything was found.</summary>
sealed class RunCheck(Check check, Speech speech)
{
    public async Task<int> RunAsync(DataFolder folder, string? db, CancellationToken ct)
    {
        Rule.Require(db is not null || Directory.Exists(folder.Cluster), new Sentence("commands.nothing-to-check", folder.Root));
        await using var house = await House.OpenAsync(folder, db, speech.Tell, ct);
        var report = await check.RunAsync(house, ct);
        foreach (var finding in report.Findings) speech.Tell(finding.ToString());
        speech.Result(report.Summary.ToString(), report.Figures);
        return report.Findings.Count > 0 ? ExitCode.SomethingFound : ExitCode.Done;
    }
}
