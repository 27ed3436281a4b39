namespace Waystation.DemoCity;

/// <summary>Writes one of the forms that users hand in. No cell of ours holds a comma, a quote or a line's end.</summary>
static class Csv
{
    public static async Task WriteAsync(string path, string header, IEnumerable<string> rows, CancellationToken ct)
    {
        await using var file = new StreamWriter(path);
        await file.WriteLineAsync(header.AsMemory(), ct);
        foreach (var row in rows) await file.WriteLineAsync(row.AsMemory(), ct);
    }

    /// <summary>Writes it, lets it be read, and takes it away again.</summary>
    public static async Task UseAsync(string name, string header, IEnumerable<string> rows, Func<string, Task> use, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("waystation-demo-");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            await WriteAsync(file, header, rows, ct);
            await use(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
