namespace Waystation.Data;

static class Folders
{
    /// <summary>A folder with the clusters that stand outside it, where PostgreSQL's user could not enter: only a link leads there.</summary>
    public static void DeleteWithClusters(this DirectoryInfo folder)
    {
        foreach (var link in folder.EnumerateDirectories("cluster", SearchOption.AllDirectories).Where(found => found.LinkTarget is not null))
            Directory.GetParent(link.LinkTarget!)!.Delete(recursive: true);
        folder.Delete(recursive: true);
    }
}
