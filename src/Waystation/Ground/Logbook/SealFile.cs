using System.Globalization;
using System.Text;
using Waystation.Data;

namespace Waystation.Logbook;

/// <summary>
/// The seals once more, in a file beside the database: whoever rewrites the log and its seals together must change this, too.
/// Copy it to another machine now and then. One line a seal, in order: number, a space, the hash in hex.
/// </summary>
sealed class SealFile(DataFolder folder)
{
    const int LongestLine = 128;

    readonly string path = Path.Combine(folder.Root, "logbook-seals.txt");

    /// <summary>The highest number noted, or 0; only the file's end is read.</summary>
    public long Last()
    {
        if (!File.Exists(path)) return 0;

        using var file = File.OpenRead(path);
        file.Seek(-Math.Min(file.Length, 3 * LongestLine), SeekOrigin.End);
        return Noted(new StreamReader(file).ReadToEnd().Split('\n')).Select(line => line.Number).LastOrDefault();
    }

    public IEnumerable<(long Number, string Hash)> Lines() => File.Exists(path) ? Noted(File.ReadLines(path)) : [];

    /// <summary>Begins on a new line: a crash may have cut the last one off.</summary>
    public async Task AddAsync(IEnumerable<Seal> seals, CancellationToken ct)
    {
        var lines = new StringBuilder("\n");
        foreach (var seal in seals) lines.Append(CultureInfo.InvariantCulture, $"{seal.Number} {Convert.ToHexStringLower(seal.Hash)}\n");
        await File.AppendAllTextAsync(path, lines.ToString(), ct);
    }

    /// <summary>What is no whole line is no note: its seal is noted again.</summary>
    static IEnumerable<(long Number, string Hash)> Noted(IEnumerable<string> lines) =>
        from line in lines
        let parts = line.Split(' ')
        where parts.Length == 2 && parts[1].Length == 64 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out _)
        select (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
}
