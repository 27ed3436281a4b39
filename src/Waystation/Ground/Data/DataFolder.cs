namespace Waystation.Data;

/// <summary>The one folder in which an installation keeps everything: the cluster, the keys, what was uploaded.</summary>
public sealed class DataFolder
{
    DataFolder(string root) => Root = root;

    public string Root { get; }
    public string Cluster => Path.Combine(Root, "pg");
    public string Keys => Path.Combine(Root, "keys");
    public string Uploads => Path.Combine(Root, "uploads");

    public static DataFolder At(string path) => new(Path.GetFullPath(path));
}
