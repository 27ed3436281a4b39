using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Commands;

/// <summary>How one import is asked for on the command line.</summary>
/// <param name="Progress">Told how many rows are done, and of how many where that is known.</param>
public sealed record ImportOrder(string File, bool DryRun, bool NewApplications, Action<long, long?> Progress);

/// <summary>An import that a room offers to the command line.</summary>
/// <param name="Name">The word after <c>import</c>.</param>
public sealed record Import(string Name, Func<House, ImportOrder, CancellationToken, Task<ImportReport>> RunAsync);

/// <summary>What a check found: nothing, or sentences that name each thing that is wrong.</summary>
/// <param name="Figures">The same as a document, findings included.</param>
public sealed record CheckReport(Sentence Summary, IReadOnlyList<Sentence> Findings, object Figures);

/// <summary>A check that a room offers to the command line.</summary>
/// <param name="Name">The command: <c>verify-…</c>.</param>
public sealed record Check(string Name, Func<House, CancellationToken, Task<CheckReport>> RunAsync);

/// <summary>What a chore did, or with a dry run would do: a line for each kind of thing.</summary>
/// <param name="Figures">The same as a document.</param>
public sealed record ChoreReport(Sentence Summary, IReadOnlyList<Sentence> Lines, object Figures);

/// <summary>Something the program does by itself from time to time, and a person may have done now.</summary>
/// <param name="Name">The command.</param>
/// <param name="RunAsync">Told whether it is a dry run.</param>
public sealed record Chore(string Name, Func<House, bool, CancellationToken, Task<ChoreReport>> RunAsync);

/// <summary>What the rooms bring to the program: their imports, checks, chores, doors, services and endpoints.</summary>
public sealed record Features(
    IReadOnlyList<Import> Imports,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<Door> Doors,
    Action<IServiceCollection> AddServices,
    Action<WebApplication> MapEndpoints)
{
    public IReadOnlyList<Chore> Chores { get; init; } = [];

    /// <summary>What may wait on the first page of a desk.</summary>
    public IReadOnlyList<Wait> Waits { get; init; } = [];
}
