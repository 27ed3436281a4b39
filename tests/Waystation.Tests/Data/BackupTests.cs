using System.IO.Compression;
using Waystation.Shared;

namespace Waystation.Data;

public sealed class BackupTests
{
    static readonly StoppedClock clock = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_house_restored_from_its_backup_is_the_same_house()
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        await using var empty = await TestDatabase.NewEmptyAsync();

        var taken = await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);
        var restored = await Restore.ReadAsync(empty.Folder, empty.Database.ConnectionString, house.File);

        Assert.Equal((taken.Tables, taken.Rows, taken.Uploads), (restored.Tables, restored.Rows, restored.Uploads));
        Assert.Equal(await ArchiveHouse.ContentAsync(house.Database), await ArchiveHouse.ContentAsync(empty.Database));
        Assert.Equal(await Schema.OfAsync(house.Database), await Schema.OfAsync(empty.Database));
        Assert.Equal("照片", await File.ReadAllTextAsync(Path.Combine(empty.Folder.Uploads, "2026", "照片.txt")));
        Assert.False(Directory.Exists(empty.Folder.Keys));
    }

    [Fact]
    public async Task A_backup_says_which_master_key_it_needs_and_does_not_hold_it()
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();

        var taken = await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);

        Assert.Equal([house.Vault.KeyId], taken.MasterKeys);
        var key = await File.ReadAllTextAsync(Path.Combine(house.Folder.Keys, "master.json"));
        await using var archive = await ZipFile.OpenReadAsync(house.File);
        Assert.DoesNotContain(archive.Entries, entry => entry.FullName.Contains("key", StringComparison.Ordinal) && !entry.FullName.StartsWith("tables/", StringComparison.Ordinal));
        Assert.False(await ArchiveHouse.AnyEntryContainsAsync(archive, key.Split('"')[^2]));
    }

    [Fact]
    public async Task An_outbox_stays_behind_because_its_order_means_nothing_elsewhere()
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        await using var empty = await TestDatabase.NewEmptyAsync();
        await house.DoAsync("INSERT INTO station_changes (station_id) VALUES ('01890000-0000-7000-8000-000000000003')");

        await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);
        await Restore.ReadAsync(empty.Folder, empty.Database.ConnectionString, house.File);

        await using var left = empty.Source.CreateCommand("SELECT count(*) FROM station_changes");
        Assert.Equal(0L, await left.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_backup_is_not_written_over_another()
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        await File.WriteAllTextAsync(house.File, "yesterday's");

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Backup.WriteAsync(house.Database, house.Folder, house.File, clock));

        Assert.Equal("data.backup-exists", refusal.Sentence.Key);
        Assert.Equal("yesterday's", await File.ReadAllTextAsync(house.File));
    }

    [Fact]
    public async Task A_house_with_anything_in_it_is_not_restored_over()
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);
        await using var empty = await TestDatabase.NewEmptyAsync();
        await using var lived = await TestDatabase.NewAsync();

        Assert.Equal("data.restore-needs-empty-uploads", await RefusedAsync(house, house.Folder, empty));
        Assert.Equal("data.restore-needs-empty-database", await RefusedAsync(house, lived.Folder, lived));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("a value changed")]
    [InlineData("a row dropped")]
    [InlineData("a line broken")]
    [InlineData("an upload changed")]
    [InlineData("a table missing")]
    [InlineData("a file added")]
    [InlineData("not a zip")]
    public async Task A_backup_that_was_damaged_is_refused_and_leaves_nothing(string damage)
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);
        await house.DamageAsync(damage);
        await using var empty = await TestDatabase.NewEmptyAsync();

        var refused = await RefusedAsync(house, empty.Folder, empty);

        Assert.StartsWith("data.backup-damaged", refused, StringComparison.Ordinal);
        Assert.Empty(await Schema.OfAsync(empty.Database));
        Assert.Empty(Directory.GetFileSystemEntries(empty.Folder.Root));
    }

    [Fact]
    public async Task A_backup_of_a_newer_program_is_refused()
    {
        await using var house = await ArchiveHouse.WithSomethingInItAsync();
        await house.DoAsync("INSERT INTO schema_migrations (number, name, sha256) VALUES (9999, 'from-tomorrow', 'x')");
        await Backup.WriteAsync(house.Database, house.Folder, house.File, clock);
        await using var empty = await TestDatabase.NewEmptyAsync();

        Assert.Equal("data.backup-is-newer", await RefusedAsync(house, empty.Folder, empty));
    }

    [Fact]
    public async Task A_backup_of_an_older_program_is_restored_and_brought_up()
    {
        await using var old = await TestDatabase.NewEmptyAsync();
        await using (var connection = await old.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await Migrator.OfThisProgram.RunWithinAsync(connection, m => m.Number == 1, default);
            await transaction.CommitAsync();
        }

        var file = Path.Combine(old.Folder.Root, "old.zip");
        await Backup.WriteAsync(old.Database, old.Folder, file, clock);
        await using var empty = await TestDatabase.NewEmptyAsync();
        await Restore.ReadAsync(empty.Folder, empty.Database.ConnectionString, file);

        await using var now = await TestDatabase.NewAsync();
        Assert.Equal((await Schema.OfAsync(now.Database)).Order(ByText), (await Schema.OfAsync(empty.Database)).Order(ByText));
    }

    static readonly IComparer<SchemaFact> ByText = Comparer<SchemaFact>.Create((a, b) => string.CompareOrdinal(a.ToString(), b.ToString()));

    static async Task<string> RefusedAsync(ArchiveHouse house, DataFolder folder, TestDatabase into) =>
        (await Assert.ThrowsAsync<Refusal>(() => Restore.ReadAsync(folder, into.Database.ConnectionString, house.File))).Sentence.Key;
}
