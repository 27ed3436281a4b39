using System.Threading.Channels;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>
/// Imports a form of members: every row accepted or refused with a reason. One thread reads, checks, seals and looks who is
/// known; another decides about the next rows while the last are being stored, some thousand in a transaction. A killed import
/// goes on from its last transaction to the same result.
/// </summary>
public sealed class ImportMembers(NpgsqlDataSource source, Vault vault, TimeProvider clock)
{
    // A batch costs 50 ms whatever its size, and is held in memory up to three times.
    internal const int BatchSize = 10_000;
    const int BatchesAhead = 1, MostAttempts = 20;

    readonly DateOnly today = City.Today(clock);

    // The homes that are known are noted down: by one at a time.
    readonly SemaphoreSlim deciding = new(1);

    public ImportMembers(House house) : this(house.Database.Source, house.Vault, house.Clock) { }

    /// <summary>Off only in the test that shows what it guards against.</summary>
    internal bool TreeLocked { get; init; } = true;

    /// <exception cref="Refusal">The file cannot be read, or is being imported right now. What was stored before stays, and the next run goes on from there.</exception>
    public async Task<ImportReport> RunAsync(string file, ImportOptions options, CancellationToken ct = default)
    {
        await RequireTreeAsync(ct);
        // Beside the reading-through that opening a large file means.
        var hashing = options.DryRun ? null : Task.Run(() => ImportRun.HashOfAsync(file, ct), ct);
        using var sheet = Sheet.Open(file);
        var form = new MemberForm(sheet);
        if (hashing is null) return await TryAsync(file, sheet, form, options, ct);

        var hash = await hashing;
        await using var held = await ImportLock.TakeAsync(source, hash, options.By, ct);
        var run = await ImportRun.BeginAsync(source, hash, NameOf(file, options), sheet, form, options, clock.GetUtcNow(), ct);
        await GoThroughAsync(sheet, form, run, options, (batch, read, before) => StoreAsync(batch, read, run, before), ct);
        await run.FinishAsync(source, new LogLine(options.By, Did.ImportedMembers, clock.GetUtcNow(), run.Id, run.Created + run.Updated, hash), clock.GetUtcNow(), ct);
        return Report(file, options, run, await RecordedProblems.OfAsync(source, run.Id, ct));
    }

    async Task<ImportReport> TryAsync(string file, Sheet sheet, MemberForm form, ImportOptions options, CancellationToken ct)
    {
        List<RowProblem> problems = [];
        var run = options.Run is { } announced ? await ImportRun.RestartAsync(source, announced, sheet, form, ct) : ImportRun.Unrecorded(options.What);
        await GoThroughAsync(sheet, form, run, options, PretendAsync, ct);
        if (options.Run is not null) await run.FinishAsync(source, null, clock.GetUtcNow(), ct);
        return Report(file, options, run, problems);

        async Task PretendAsync(ImportBatch batch, ReadRows read, Task before)
        {
            await before;
            await batch.DecideAsync(await read.Known, dryRun: true, ct);
            await batch.PretendAsync(run, read.Rows[^1].Number, recorded: options.Run is not null, ct);
            problems.AddRange(batch.Problems);
        }
    }

    async Task RequireTreeAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("SELECT EXISTS (SELECT FROM unions)");
        Rule.Require(await command.ExecuteScalarAsync(ct) is true, Say.NoMembersWithoutTree);
    }

    async Task GoThroughAsync(Sheet sheet, MemberForm form, ImportRun run, ImportOptions options, Func<ImportBatch, ReadRows, Task, Task> store, CancellationToken ct)
    {
        var refusedBefore = await run.RefusedRowsAsync(source, ct);
        var branch = await ImportersBranch.OfAsync(source, options.By, today, ct);
        var (homes, taken, doneBefore, done) = (new Homes(source, today), new HashSet<Guid>(), run.LastRow, 0L);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var batches = Channel.CreateBounded<ReadRows>(BatchesAhead);
        var (reading, storing) = (Task.Run(() => ReadAsync(form, batches.Writer, stop.Token), stop.Token), Task.CompletedTask);
        try
        {
            await foreach (var read in batches.Reader.ReadAllAsync(ct))
            {
                var before = read.Rows.FindAll(row => row.Number <= doneBefore);
                foreach (var row in before.Where(row => !row.IsRefused && !refusedBefore.Contains(row.Number))) taken.Add(row.Document);
                var last = storing;
                storing = StoreNextAsync(read with { Rows = read.Rows[before.Count..] }, last, read.Rows.Count);
                await last;
            }

            await storing;
        }
        finally
        {
            // The sheet is closed after this: nobody may still be reading it.
            await stop.CancelAsync();
            await storing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await reading;

        async Task StoreNextAsync(ReadRows read, Task last, int rows)
        {
            var batch = new ImportBatch(source, vault, homes, branch, taken, today) { TreeLocked = TreeLocked, SinceJoining = options.SinceJoining };
            await PlaceAsync(batch, read.Rows, ct);
            if (read.Rows.Count > 0) await store(batch, read, last);
            options.Progress(done += rows, sheet.About);
        }
    }

    async Task PlaceAsync(ImportBatch batch, List<CheckedRow> rows, CancellationToken ct)
    {
        await deciding.WaitAsync(ct);
        try
        {
            await batch.PlaceAsync(rows, ct);
        }
        finally
        {
            deciding.Release();
        }
    }

    async Task ReadAsync(MemberForm form, ChannelWriter<ReadRows> to, CancellationToken ct)
    {
        try
        {
            foreach (var chunk in form.Rows().Chunk(BatchSize))
            {
                List<CheckedRow> rows = [.. chunk.Select(row => CheckedRow.Of(form, row, vault))];
                await to.WriteAsync(new ReadRows(rows, KnownMembers.FindAsync(source, rows, ct)), ct);
            }

            to.Complete();
        }
        catch (Exception broken)
        {
            to.Complete(broken);
            throw;
        }
    }

    /// <summary>Another import may store one of our people, or make one of our shells, between our look and our write: then we look again.</summary>
    async Task StoreAsync(ImportBatch batch, ReadRows read, ImportRun run, Task before)
    {
        try
        {
            await AgainAsync(_ => DecideAsync(batch, read.Known));
            await before;
            await AgainAsync(async attempt =>
            {
                if (attempt > 1) await DecideAsync(batch, KnownMembers.FindAsync(source, read.Rows, CancellationToken.None));
                await batch.StoreAsync(run, read.Rows[^1].Number, CancellationToken.None);
            });
        }
        catch (PostgresException rule) when (DatabaseRule.IsBrokenBy(rule))
        {
            throw DatabaseRule.Refusal(rule);
        }
    }

    async Task DecideAsync(ImportBatch batch, Task<Dictionary<Guid, KnownMember>> known)
    {
        await deciding.WaitAsync();
        try
        {
            await batch.DecideAsync(await known, dryRun: false, CancellationToken.None);
        }
        finally
        {
            deciding.Release();
        }
    }

    static async Task AgainAsync(Func<int, Task> act)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await act(attempt);
                return;
            }
            catch (PostgresException meanwhile) when (attempt < MostAttempts && meanwhile.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20 * attempt));
            }
        }
    }

    static ImportReport Report(string file, ImportOptions options, ImportRun run, IReadOnlyCollection<RowProblem> problems) => new()
    {
        File = NameOf(file, options), Created = run.Created, Updated = run.Updated, Unchanged = run.Unchanged, Refused = run.Refused, Problems = problems,
    };

    static string NameOf(string file, ImportOptions options) => options.FileName ?? Path.GetFileName(file);
}
