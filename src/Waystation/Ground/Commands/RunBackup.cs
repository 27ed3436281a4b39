using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Backup and restore from the command line. Neither needs the master key: sealed values travel as they are.</summary>
sealed class RunBackup(Speech speech)
{
    public async Task<int> WriteAsync(DataFolder folder, string? db, string file, CancellationToken ct)
    {
        Rule.Require(db is not null || Directory.Exists(folder.Cluster), new Sentence("commands.nothing-to-back-up", folder.Root));
        await using var database = await Database.OpenAsync(folder, db, speech.Tell, ct);
        var done = await Backup.WriteAsync(database, folder, file, TimeProvider.System, ct);
        await new LogLine(Actor.Command, Did.MadeBackup, TimeProvider.System.GetUtcNow(), Amount: done.Rows).WriteAsync(database.Source, ct);
        await new SealLog(database.Source, folder, TimeProvider.System).RunAsync(ct);
        speech.Result(Words.Say("commands.backup-done", done.File, done.Rows, Keys(done.MasterKeys)), done);
        return ExitCode.Done;
    }

    public async Task<int> ReadAsync(DataFolder folder, string? db, string file, CancellationToken ct)
    {
        var done = await Restore.ReadAsync(folder, db, file, speech.Tell, ct);
        speech.Result(Words.Say("commands.restore-done", file, done.Rows, Keys(done.MasterKeys)), done);
        return ExitCode.Done;
    }

    static string Keys(IReadOnlyList<string> masterKeys) => masterKeys.Count == 0 ? "—" : string.Join(", ", masterKeys);
}
