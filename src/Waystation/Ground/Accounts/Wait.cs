namespace Waystation.Accounts;

/// <summary>Something that waits for whoever acts on a post (今天要办): how many, counted behind the same narrowing as the page that lists just those.</summary>
/// <param name="Word">The resource key of what it is.</param>
/// <param name="Right">Asked only for posts that have it.</param>
/// <param name="IsPressing">It is late, or has its day.</param>
public sealed record Wait(string Word, Right Right, Func<IServiceProvider, CancellationToken, Task<Awaited>> CountAsync, bool IsPressing = false);

/// <summary>How many, and the address of just those.</summary>
public sealed record Awaited(long Many, string Path);
