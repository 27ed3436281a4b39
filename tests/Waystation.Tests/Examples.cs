namespace Waystation;

/// <summary>The example data at the root of the repository.</summary>
static class Examples
{
    public static string At(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder!.FullName, "examples"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "examples", path);
    }
}
