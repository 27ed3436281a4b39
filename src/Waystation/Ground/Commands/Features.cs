using Waystation.Data;
using Waystation.Tables;

namespace Waystation.Commands;

/// <summary>How one import is asked for on the command line.</summary>
/// <param name="Progress">Told how many rows are done, and of how many where that is known.</param>
public sealed record ImportOrder(string File, bool DryRun, bool NewApplications, Action<long, long?> Progress);

/// <summary>An import that a room offers to the command line.</summary>
/// <param name="Name">The word after <c>import</c>.</param>
public sealed record Import(string Name, Func<House, ImportOrder, CancellationToken, Task<ImportReport>> RunAsync);

/// <summary>What the rooms bring to the program: their imports, their services, their endpoints.</summary>
public sealed record Features(
    IReadOnlyList<Import> Imports,
    IReadOnlyList<(string Import, string File)> Examples,
    Action<IServiceCollection> AddServices,
    Action<WebApplication> MapEndpoints);
