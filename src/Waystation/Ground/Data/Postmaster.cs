using System.Diagnostics;
using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>The server of one cluster: made, started, asked whether it answers, stopped. Callers hold the start lock or are the last to leave.</summary>
sealed class Postmaster(ClusterHome home, ClusterSettings settings)
{
    public const string Superuser = "waystation";
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    string StartLog => Path.Combine(home.Folder, "start.log");

    // The first lines go to start.log, what follows to PostgreSQL's own log of the weekday.
    IEnumerable<FileInfo> Logs =>
        new DirectoryInfo(home.Folder).GetFiles("start.log").Concat(new DirectoryInfo(Path.Combine(home.Folder, "log")) is { Exists: true } daily ? daily.GetFiles() : []);

    /// <summary>
    /// Waits as long as a live server says "starting up" or "shutting down": recovery after a crash may take minutes, and it is no failure.
    /// </summary>
    public async Task<bool> AnswersAsync(string connectionString, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(ct);
                return true;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CannotConnectNow)
            {
                await Task.Delay(100, ct);
            }
            catch (PostgresException)
            {
                return true; // it lives and gives a reason, for example "too many connections"
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }
    }

    /// <summary>
    /// <c>initdb</c> beside, then one rename: a start that dies halfway leaves no half cluster. Byte order of C.UTF-8, the same
    /// on every system and version; the order that people expect (pinyin, strokes) is stored as sort keys.
    /// </summary>
    public async Task MakeAsync(PostgresPrograms programs)
    {
        var unfinished = home.Folder + ".new";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        await home.User.MakePrivateFolderAsync(unfinished);

        string[] order = programs.Major >= 17
            ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            : ["--locale=C.UTF-8"];
        // Trust: whoever can open the 0700 folder that the socket lies in is the cluster's owner or root,
        // who could read the tables' files anyhow; a password would only be one more secret to lose.
        var made = await home.User.RunAsync(programs.InitDb,
            ["-D", unfinished, "-U", Superuser, "--auth=trust", "--encoding=UTF8", "--data-checksums", .. order, .. settings.InitDb]);
        Rule.Require(made.Well, Say.ClusterNotMade(made.Errors.Trim()));
        Directory.Move(unfinished, home.Folder);
    }

    /// <summary>pg_ctl gives the server a session of its own, so that Ctrl-C and the end of this process do not reach it.</summary>
    public async Task StartAsync(PostgresPrograms programs, string connectionString, CancellationToken ct)
    {
        var trying = Stopwatch.StartNew();
        while (true)
        {
            await LeftBehind.ClearAsync(home.Folder);
            var read = Logs.ToDictionary(log => log.FullName, log => log.Length);
            var started = await home.User.RunAsync(programs.PgCtl, "start", "-D", home.Folder, "-l", StartLog, "-w", "-t", "60", "-o", settings.ServerOptions);
            if (started.Well || await AnswersAsync(connectionString, ct)) return;

            var said = SaidSince(read);
            Rule.Require(MayPass(said) && trying.Elapsed < patience, Say.ClusterDoesNotStart(home.Folder, said.Length > 0 ? said : started.Errors.Trim()));
            await Task.Delay(500, ct);
        }
    }

    /// <summary>Fast: open transactions are rolled back, what was committed is written.</summary>
    public Task StopAsync(PostgresPrograms programs) =>
        home.User.RunAsync(programs.PgCtl, "stop", "-D", home.Folder, "-m", "fast", "-w", "-t", "60");

    // The reason is written by the server's log process, which may come to it only after pg_ctl has given up: no reason yet is none to give up for.
    static bool MayPass(string said) =>
        !said.Contains("FATAL", StringComparison.Ordinal) || said.Contains("postmaster.pid", StringComparison.Ordinal) || said.Contains("shared memory", StringComparison.Ordinal) || said.Contains("lock file", StringComparison.Ordinal);

    string SaidSince(Dictionary<string, long> read) =>
        string.Join('\n', Logs.Select(log => Rest(log, read.GetValueOrDefault(log.FullName)).Trim()).Where(rest => rest.Length > 0));

    static string Rest(FileInfo log, long read)
    {
        using var text = log.OpenRead();
        text.Seek(Math.Min(read, text.Length), SeekOrigin.Begin);
        return new StreamReader(text).ReadToEnd();
    }
}
