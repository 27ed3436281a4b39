using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waystation.Data;

/// <summary>One numbered step of the schema, carried in the program as <c>migrations/NNNN-name.sql</c>.</summary>
/// <param name="Sha256">Of the text with plain line ends, so that a checkout with CRLF is the same script. Lower-case hex.</param>
sealed record Migration(int Number, string Name, string Sql, string Sha256)
{
    const string Folder = "migrations/";

    public static IReadOnlyList<Migration> OfThisProgram { get; } = ReadAll();

    public static Migration Of(int number, string name, string sql) =>
        new(number, name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n")))));

    static Migration[] ReadAll() =>
        [.. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Select(Read)
            .OrderBy(migration => migration.Number)];

    static Migration Read(string resource)
    {
        var (number, name) = (resource[Folder.Length..(Folder.Length + 4)], resource[(Folder.Length + 5)..^".sql".Length]);
        using var text = new StreamReader(typeof(Migration).Assembly.GetManifestResourceStream(resource)!);
        return Of(int.Parse(number, CultureInfo.InvariantCulture), name, text.ReadToEnd());
    }
}
