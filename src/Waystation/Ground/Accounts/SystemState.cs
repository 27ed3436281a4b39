using System.Reflection;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Messages;

namespace Waystation.Accounts;

/// <summary>How the program stands, in versions, counts and times: nothing about anybody.</summary>
public sealed record SystemFigures(
    string Program, string Postgres, int Schema, SealState Log, long RunningImports, SenderKind Sender, long MessagesWaiting, long MessagesGivenUp,
    IReadOnlyList<DateTime> Backups, long FreeBytes, long OpenSessions);

/// <summary>What the system administrator looks at.</summary>
public sealed class SystemState(NpgsqlDataSource source, DataFolder folder, SenderSettings sender, TimeProvider clock)
{
    const int ShownOfCommit = 8;

    public async Task<SystemFigures> ReadAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand(
            """
            SELECT current_setting('server_version'), (SELECT max(number) FROM schema_migrations), (SELECT count(*) FROM import_runs WHERE finished_at IS NULL),
                (SELECT count(*) FROM messages WHERE state = 'waiting'), (SELECT count(*) FROM messages WHERE state = 'given-up'),
                ARRAY(SELECT at FROM logbook WHERE did = $1 ORDER BY at DESC LIMIT 5),
                (SELECT count(*) FROM sessions WHERE ended_at IS NULL AND expires_at > $2)
            """).With(LogCode.Of(Did.MadeBackup), clock.GetUtcNow().UtcDateTime);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return new(Version, row.GetString(0), row.GetInt32(1), await SealState.ReadAsync(source, ct), row.GetInt64(2), sender.Kind, row.GetInt64(3), row.GetInt64(4),
            row.GetFieldValue<DateTime[]>(5), new DriveInfo(folder.Root).AvailableFreeSpace, row.GetInt64(6));
    }

    /// <summary>1.0.0+1a2b3c4d: of the commit as much as people compare.</summary>
    static string Version
    {
        get
        {
            var whole = typeof(SystemState).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
            return whole.IndexOf('+') is > 0 and var plus && whole.Length > plus + ShownOfCommit ? whole[..(plus + 1 + ShownOfCommit)] : whole;
        }
    }
}
