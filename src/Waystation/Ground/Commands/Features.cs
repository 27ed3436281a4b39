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

/// <summary>What the rooms bring to the program: their imports, checks, doors, services and endpoints.</summary>
public sealed record Features(
    IReadOnlyList<Import> Imports,
    IReadOnlyList<Check> Checks,
    IReadOnlyList<(string Import, string File)> Examples,
    IReadOnlyList<Door> Doors,
    Action<IServiceCollection> AddServices,
    Action<WebApplication> MapEndpoints);
