using System.Collections.Concurrent;
using Npgsql;
using Waystation.Data;

namespace Waystation;

/// <summary>A database of its own for one test, with the program's schema: a copy of a template that is migrated once a run.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    const string Template = "waystation_template";

    static readonly ConcurrentDictionary<string, Lazy<Task>> prepared = new();
    static readonly Lazy<Task<NpgsqlDataSource>> server = new(PrepareAsync);
    static int made;

    readonly string name;

    TestDatabase(string name, string connectionString, DataFolder folder) => (this.name, Database, Folder) = (name, new Database(connectionString), folder);

    public Database Database { get; }

    public NpgsqlDataSource Source => Database.Source;

    /// <summary>For keys and uploads; its cluster is not here but shared.</summary>
    public DataFolder Folder { get; }

    public static async Task<TestDatabase> NewAsync() => await CopyOfAsync(Template);

    /// <summary>A copy of what <paramref name="prepare"/> has put into a database; it is done once a run for each name.</summary>
    public static async Task<TestDatabase> NewAsync(string name, Func<Database, Task> prepare)
    {
        var template = $"{Template}_{name}";
        await prepared.GetOrAdd(name, _ => new(() => PrepareAsync(template, prepare))).Value;
        return await CopyOfAsync(template);
    }

    /// <summary>Without any table.</summary>
    public static async Task<TestDatabase> NewEmptyAsync() => await CopyOfAsync("template0");

    public WaystationDb NewContext() => Database.NewContext();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await ExecuteAsync(await server.Value, $"DROP DATABASE {name} WITH (FORCE)");
        Directory.Delete(Folder.Root, recursive: true);
    }

    static async Task<TestDatabase> CopyOfAsync(string template)
    {
        var source = await server.Value;
        var name = $"test_{Interlocked.Increment(ref made)}";
        // Copying files is half again as fast as copying through the log (270 against 410 ms on two busy cores).
        await ExecuteAsync(source, $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");
        var folder = Directory.CreateDirectory(Path.Combine(await TestCluster.FolderAsync(), name));
        return new TestDatabase(name, In(source.ConnectionString, name), DataFolder.At(folder.FullName));
    }

    static async Task PrepareAsync(string template, Func<Database, Task> prepare)
    {
        var source = await server.Value;
        await ExecuteAsync(source, $"CREATE DATABASE {template} TEMPLATE {Template}");
        await using var database = new Database(In(source.ConnectionString, template));
        await prepare(database);
    }

    static async Task<NpgsqlDataSource> PrepareAsync()
    {
        var source = NpgsqlDataSource.Create(await TestCluster.ConnectionStringAsync());
        await ExecuteAsync(source, $"CREATE DATABASE {Template}");
        await using var template = new Database(In(source.ConnectionString, Template));
        await Migrator.OfThisProgram.RunAsync(template.Source);
        await ExecuteAsync(template.Source, "VACUUM FREEZE");
        // The next to connect writes down what every session must know of the catalogue; copies bring it along.
        template.Source.Clear();
        await ExecuteAsync(template.Source, "SELECT 1");
        return source;
    }

    static string In(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database, MaxPoolSize = 30, Timeout = 60 }.ConnectionString;

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
