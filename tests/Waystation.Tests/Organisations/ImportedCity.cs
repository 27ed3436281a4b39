using Microsoft.EntityFrameworkCore;
using Waystation.Tables;

namespace Waystation.Organisations;

/// <summary>A database into which tables of divisions are imported, and what can be asked of it afterwards.</summary>
sealed class ImportedCity : IAsyncDisposable
{
    ImportedCity(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }
    public TimeProvider Clock { get; } = new StoppedClock(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));

    public static async Task<ImportedCity> NewAsync() => new(await TestDatabase.NewAsync());

    public async Task<ImportReport> ImportFile(string path, bool dryRun = false)
    {
        await using var db = Database.NewContext();
        return await new ImportDivisions(db, Clock).RunAsync(path, dryRun);
    }

    public async Task<ImportReport> Import(string csv, bool dryRun = false)
    {
        var path = Path.Combine(Directory.CreateDirectory(Database.Folder.Uploads).FullName, "divisions.csv");
        await File.WriteAllTextAsync(path, csv);
        return await ImportFile(path, dryRun);
    }

    public async Task<Dictionary<string, Union>> Unions()
    {
        await using var db = Database.NewContext();
        return await db.Set<Union>().AsNoTracking().ToDictionaryAsync(u => u.Name);
    }

    public async Task<string> ParentOf(string name)
    {
        await using var db = Database.NewContext();
        var parents = db.Set<UnionParent>().AsOf(TreeWorld.Today);
        return await db.Set<Union>().Where(u => parents.Any(p => p.ParentId == u.Id && db.Set<Union>().Any(c => c.Id == p.UnionId && c.Name == name))).Select(u => u.Name).SingleAsync();
    }

    public async Task<string> ByAlias(string name)
    {
        await using var command = Database.Source.CreateCommand("SELECT u.name FROM union_aliases a JOIN unions u ON u.id = a.union_id WHERE a.name_key = union_name_key($1)");
        command.Parameters.AddWithValue(name);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async Task<int> StreetsOf(string area)
    {
        await using var db = Database.NewContext();
        return await db.Set<NamedAreaStreet>().CountAsync(s => s.AreaCode == area && db.Set<Division>().Any(d => d.Code == s.DivisionCode && d.Level == "street"));
    }

    public async Task Rename(string union, string name)
    {
        var id = (await Unions())[union].Id;
        await using var db = Database.NewContext();
        await new RenameUnion(db, Clock).RunAsync(id, name, TreeWorld.Today);
    }

    public async Task Dissolve(string union)
    {
        var id = (await Unions())[union].Id;
        await using var db = Database.NewContext();
        await new DissolveUnion(db, Clock).RunAsync(id, TreeWorld.Today);
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
