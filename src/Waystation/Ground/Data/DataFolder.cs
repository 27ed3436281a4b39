namespace Waystation.Data;

/// <summary>The folder that holds everything one house keeps: its database cluster, its keys, its uploads.</summary>
public sealed class DataFolder
{
    DataFolder(string root) => Root = root;

    /// <summary>Absolute. Others may pass through it; what it holds is closed to them, folder by folder.</summary>
    public string Root { get; }

    /// <summary>PostgreSQL's own folder, or a link to it where PostgreSQL's user cannot reach <see cref="Root"/>.</summary>
    public string Cluster => Path.Combine(Root, "cluster");

    public string Keys => Path.Combine(Root, "keys");

    public string Uploads => Path.Combine(Root, "uploads");

    /// <summary>The house's own days, laid over the program's table of holidays; there only where somebody wrote it.</summary>
    public string Calendar => Path.Combine(Root, "calendar.csv");

    /// <summary>Names the folder; nothing is made until somebody uses it.</summary>
    public static DataFolder At(string path) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}
