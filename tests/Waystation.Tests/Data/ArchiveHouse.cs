using System.IO.Compression;
using System.Text;

namespace Waystation.Data;

/// <summary>A house with a little of everything that a backup could get wrong, and a place for its backup.</summary>
sealed class ArchiveHouse : IAsyncDisposable
{
    readonly TestDatabase database;

    ArchiveHouse(TestDatabase database, Vault vault) => (this.database, Vault) = (database, vault);

    public Database Database => database.Database;

    public DataFolder Folder => database.Folder;

    public Vault Vault { get; }

    public string File => Path.Combine(Folder.Root, "house.zip");

    public static async Task<ArchiveHouse> WithSomethingInItAsync()
    {
        var database = await TestDatabase.NewAsync();
        var house = new ArchiveHouse(database, await Vault.OpenAsync(database.Folder, database.Source));
        // A name with everything that text COPY has to escape; a tree with its closure; a generated column.
        await house.DoAsync("""
            SELECT union_add('01890000-0000-7000-8000-000000000001', 'city-federation', E'北京市总工会', NULL, '2020-01-01', NULL, NULL, false, 'a');
            SELECT union_add('01890000-0000-7000-8000-000000000002', 'bureau-union', E'甲\t乙\\丙\n丁\r戊', '01890000-0000-7000-8000-000000000001', '2021-01-01', NULL, NULL, false, 'b');
            """);
        Directory.CreateDirectory(Path.Combine(house.Folder.Uploads, "2026"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(house.Folder.Uploads, "2026", "照片.txt"), "照片");
        return house;
    }

    /// <summary>Every row of every table, as text.</summary>
    public static async Task<Dictionary<string, List<string>>> ContentAsync(Database database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var content = new Dictionary<string, List<string>>();
        foreach (var table in await Catalogue.TablesAsync(connection, default))
            content[table.Name] = await Catalogue.TextsAsync(connection, $"SELECT t::text FROM {table.QuotedName} t ORDER BY t::text COLLATE \"C\"", default);
        return content;
    }

    public static async Task<bool> AnyEntryContainsAsync(ZipArchive archive, string secret)
    {
        foreach (var entry in archive.Entries)
            if ((await TextAsync(entry)).Contains(secret, StringComparison.Ordinal)) return true;
        return false;
    }

    public async Task DamageAsync(string damage)
    {
        if (damage is "cut") await CutAsync();
        else if (damage is "not a zip") await System.IO.File.WriteAllTextAsync(File, "PK and nothing more");
        else await ChangeAsync(damage);
    }

    public async Task DoAsync(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    async Task CutAsync()
    {
        await using var file = System.IO.File.OpenWrite(File);
        file.SetLength(file.Length - 200);
    }

    async Task ChangeAsync(string damage)
    {
        await using var archive = await ZipFile.OpenAsync(File, ZipArchiveMode.Update);
        switch (damage)
        {
            case "a value changed": await ReplaceAsync(archive, "tables/unions.copy", text => text.Replace("北京市总工会", "南京市总工会", StringComparison.Ordinal)); break;
            case "a row dropped": await ReplaceAsync(archive, "tables/union_kinds_below.copy", text => text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]); break;
            case "a line broken": await ReplaceAsync(archive, "tables/unions.copy", text => text.Replace("\t", "", StringComparison.Ordinal)); break;
            case "an upload changed": await ReplaceAsync(archive, "uploads/2026/照片.txt", _ => "别的"); break;
            case "a table missing": archive.GetEntry("tables/union_lines.copy")!.Delete(); break;
            case "a file added": archive.CreateEntry("uploads/../../evil"); break;
            default: throw new ArgumentOutOfRangeException(nameof(damage));
        }
    }

    static async Task ReplaceAsync(ZipArchive archive, string name, Func<string, string> change)
    {
        var text = change(await TextAsync(archive.GetEntry(name)!));
        archive.GetEntry(name)!.Delete();
        await using var entry = await archive.CreateEntry(name).OpenAsync();
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text));
    }

    static async Task<string> TextAsync(ZipArchiveEntry entry)
    {
        using var text = new StreamReader(await entry.OpenAsync());
        return await text.ReadToEndAsync();
    }
}
