using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>An empty installation is filled with the example files, through the same imports that users use.</summary>
sealed class FirstStart(Features features)
{
    public async Task RunAsync(House house, CancellationToken ct)
    {
        if (!await IsEmptyAsync(house, ct)) return;

        await house.MarkAsDemoAsync(ct);
        var speech = new Speech(AsJson: false);
        foreach (var (name, file) in features.Examples)
        {
            var import = features.Imports.Single(i => i.Name == name);
            var path = Path.Combine(AppContext.BaseDirectory, "examples", file);
            var report = await import.RunAsync(house, new ImportOrder(path, DryRun: false, NewApplications: false, speech.Progress(file)), ct);
            speech.Tell(Words.Say("commands.example-imported", file, report.Accepted, report.Refused));
        }
    }

    static async Task<bool> IsEmptyAsync(House house, CancellationToken ct)
    {
        await using var any = house.Database.Source.CreateCommand("SELECT NOT EXISTS (SELECT FROM divisions) AND NOT EXISTS (SELECT FROM unions)");
        return (bool)(await any.ExecuteScalarAsync(ct))!;
    }
}
