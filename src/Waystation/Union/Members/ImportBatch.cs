using Npgsql;
using Waystation.Data;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>Some thousand rows that are decided together and stored in one transaction.</summary>
sealed class ImportBatch(NpgsqlDataSource source, Vault vault, Homes homes, ImportersBranch branch, HashSet<Guid> taken, DateOnly today)
{
    readonly List<CheckedRow> refused = [];
    readonly List<NewMember> created = [];
    readonly List<(CheckedRow Row, KnownMember Known)> differing = [];
    readonly List<CheckedRow> told = [];
    List<(CheckedRow Row, Home Home)> placed = [];
    int unchanged, updated;

    /// <summary>Off only in the test that shows what it guards against.</summary>
    internal bool TreeLocked { get; init; } = true;

    /// <inheritdoc cref="ImportOptions.SinceJoining"/>
    public bool SinceJoining { get; init; }

    /// <summary>What to tell about the rows, in their order.</summary>
    public IEnumerable<RowProblem> Problems => told.SelectMany(row => row.Problems);

    /// <summary>Finds each row's home, once: its person is taken from here on.</summary>
    public async Task PlaceAsync(List<CheckedRow> rows, CancellationToken ct)
    {
        placed = new(rows.Count);
        foreach (var row in rows)
        {
            var (checkedRow, home) = await PlaceAsync(row, ct);
            if (checkedRow.IsRefused) refused.Add(checkedRow);
            else placed.Add((checkedRow, home));
        }
    }

    /// <summary>Who is new and who changed; makes missing shells, unless it is a dry run. May be asked again when others wrote meanwhile.</summary>
    public async Task DecideAsync(Dictionary<Guid, KnownMember> known, bool dryRun, CancellationToken ct)
    {
        Forget();
        var newcomers = placed.FindAll(p => !known.ContainsKey(p.Row.Document));
        if (!dryRun) await MakeShellsAsync(newcomers, ct);
        foreach (var (row, home) in newcomers) created.Add(new NewMember(row, dryRun ? default : home.UnionId ?? (await homes.FindAsync(row.Entry, ct)).UnionId!.Value));
        foreach (var (row, _) in newcomers) Tell(row);
        foreach (var (row, home) in placed)
            if (known.TryGetValue(row.Document, out var person)) Compare(row, home.UnionId ?? (await homes.FindAsync(row.Entry, ct)).UnionId, person);
        told.Sort((a, b) => a.Number.CompareTo(b.Number));
    }

    void Forget()
    {
        created.Clear();
        differing.Clear();
        told.Clear();
        told.AddRange(refused);
        unchanged = 0;
    }

    /// <summary>In one transaction: the people, what changed about them, the problems, and how far the run has come.</summary>
    public async Task StoreAsync(ImportRun run, int lastRow, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await DoNotWaitForDiskAsync(connection, ct);
        if (created.Count > 0) await MemberColumns.WriteAsync(connection, created, run.What, run.Id, today, SinceJoining, ct);
        await ChangeAsync(connection, run, dryRun: false, ct);
        if (told.Count > 0) await RunRecords.WriteAsync(connection, run.Id, told, vault, ct);
        var stored = After(run, lastRow);
        await stored.SaveAsync(connection, ct);
        await transaction.CommitAsync(ct);
        Count(run, stored);
    }

    /// <summary>A power cut may take the last batches, each with its mark of how far the run had come; the run's end waits for them all.</summary>
    static async Task DoNotWaitForDiskAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SET LOCAL synchronous_commit = off", connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Counts as <see cref="StoreAsync"/> would, and stores nothing about anybody; a recorded run keeps its findings for the page.</summary>
    public async Task PretendAsync(ImportRun run, int lastRow, bool recorded, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await ChangeAsync(connection, run, dryRun: true, ct);
        var after = After(run, lastRow);
        if (recorded) await RunRecords.WriteAsync(connection, run.Id, told, vault, ct);
        if (recorded) await after.SaveAsync(connection, ct);
        await transaction.CommitAsync(ct);
        Count(run, after);
    }

    async Task<(CheckedRow, Home)> PlaceAsync(CheckedRow row, CancellationToken ct)
    {
        if (row.IsRefused) return (row, default);

        var home = await homes.FindAsync(row.Entry, ct);
        if (home.Refusal is { } why) return (row.With("所属工会", "union-unknown", Severity.Refused, why), home);
        // Before anything is said about the person: who belongs elsewhere is not for this branch to learn.
        if (!branch.Holds(home)) return (row.With("所属工会", "outside-branch", Severity.Refused, Say.OutsideBranch(row.Entry.Federation)), home);

        return (taken.Add(row.Document) ? row : row.With("证件号码", "duplicate-in-file", Severity.Refused, Say.DuplicateInFile), home);
    }

    async Task MakeShellsAsync(List<(CheckedRow Row, Home Home)> newcomers, CancellationToken ct)
    {
        var units = newcomers.Where(n => n.Home.UnionId is null).Select(n => new UnitWithoutUnion(n.Home.Below!, n.Row.Entry.UnitName, n.Row.Entry.CreditCode)).Distinct().ToArray();
        if (units.Length > 0) await new FoundShells(source, homes, today) { Locked = TreeLocked }.RunAsync(units, ct);
    }

    void Compare(CheckedRow row, Guid? home, KnownMember known)
    {
        if (known.UnionId != home)
        {
            unchanged++;
            Tell(row.With("单位名称", "member-elsewhere", Severity.Note, Say.MemberElsewhere));
            return;
        }

        Tell(row);
        if (known.Digest == row.Sealed!.Digest) unchanged++;
        else differing.Add((row, known));
    }

    async Task ChangeAsync(NpgsqlConnection connection, ImportRun run, bool dryRun, CancellationToken ct)
    {
        updated = 0;
        var changes = new MemberChanges(vault, run.What, run.Id, today);
        foreach (var (row, known) in differing)
            if (await changes.ApplyAsync(connection, known, row, dryRun, ct)) updated++;
            else unchanged++;
    }

    void Tell(CheckedRow row)
    {
        if (row.Problems.Count > 0) told.Add(row);
    }

    ImportRun After(ImportRun run, int lastRow) => new()
    {
        Id = run.Id, What = run.What, LastRow = lastRow,
        Created = run.Created + created.Count, Updated = run.Updated + updated, Unchanged = run.Unchanged + unchanged, Refused = run.Refused + refused.Count,
    };

    /// <summary>Only what is stored counts.</summary>
    static void Count(ImportRun run, ImportRun after) =>
        (run.LastRow, run.Created, run.Updated, run.Unchanged, run.Refused) = (after.LastRow, after.Created, after.Updated, after.Unchanged, after.Refused);
}
