using Waystation.Data;

namespace Waystation.Bench;

/// <summary>An empty installation in a folder of its own, taken away afterwards.</summary>
sealed class EmptyHouse : IAsyncDisposable
{
    readonly DirectoryInfo work = Directory.CreateTempSubdirectory("waystation-bench-");

    public House House { get; private set; } = null!;

    public static async Task<EmptyHouse> OpenAsync()
    {
        var empty = new EmptyHouse();
        empty.House = await House.OpenAsync(DataFolder.At(empty.At("data")), null, Line.Progress);
        return empty;
    }

    /// <summary>A path beside the data folder.</summary>
    public string At(string name) => Path.Combine(work.FullName, name);

    public async ValueTask DisposeAsync()
    {
        // A link where PostgreSQL's user may not enter the folder itself: what it leads to goes too.
        var elsewhere = new DirectoryInfo(House.Folder.Cluster).LinkTarget;
        await House.DisposeAsync();
        work.Delete(recursive: true);
        if (elsewhere is not null) Directory.GetParent(elsewhere)!.Delete(recursive: true);
    }
}
