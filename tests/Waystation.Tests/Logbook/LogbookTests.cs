using Npgsql;
using Waystation.Data;

namespace Waystation.Logbook;

public class LogbookTests
{
    static readonly DateTimeOffset noon = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
    static readonly StoppedClock clock = new(noon);

    static LogLine Line(long amount = 1) => new(Actor.Command, Did.MadeBackup, noon, Amount: amount);

    static SealLog Sealing(TestDatabase house) => new(house.Source, house.Folder, clock);

    /// <summary>Transactions of other databases of the same server, such as those of the tests beside this one, keep rows from being ripe for a while.</summary>
    static async Task SealAsync(SealLog seal, long rows)
    {
        var done = 0L;
        await Eventually.TrueAsync(() => (done += seal.RunAsync().GetAwaiter().GetResult()) >= rows);
        Assert.Equal(rows, done);
    }

    static Task<LogCheck> CheckAsync(TestDatabase house, int secondsLater = 0) =>
        new VerifyLog(house.Source, house.Folder, new StoppedClock(noon.AddSeconds(secondsLater))).RunAsync();

    static async Task DoAsync(TestDatabase house, string sql)
    {
        await using var command = house.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Somebody with the database's own rights, who takes the guards away first.</summary>
    static Task TamperAsync(TestDatabase house, string sql) =>
        DoAsync(house, $"ALTER TABLE logbook DISABLE TRIGGER USER; ALTER TABLE logbook_seals DISABLE TRIGGER USER; {sql}");

    /// <summary>Four lines under each seal; the seals noted outside, too.</summary>
    static async Task<TestDatabase> WithThreeSealsAsync()
    {
        var house = await TestDatabase.NewAsync("three_seals", ThreeSealsAsync);
        await Sealing(house).RunAsync();
        return house;
    }

    static async Task ThreeSealsAsync(Database database)
    {
        var elsewhere = Directory.CreateTempSubdirectory("waystation-seals-");
        for (var seal = 0; seal < 3; seal++)
        {
            // In one transaction, so that they are ripe together.
            await using (var connection = await database.Source.OpenConnectionAsync())
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                for (var line = 0; line < 4; line++) await Line(line).WriteAsync(connection);
                await transaction.CommitAsync();
            }

            await SealAsync(new SealLog(database.Source, DataFolder.At(elsewhere.FullName), clock), 4);
        }

        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task The_log_only_grows()
    {
        await using var house = await WithThreeSealsAsync();

        foreach (var sql in (string[])["UPDATE logbook SET amount = 2", "DELETE FROM logbook", "TRUNCATE logbook", "DELETE FROM logbook_seals", "TRUNCATE logbook_seals", "UPDATE logbook_epochs SET epoch = 7"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => DoAsync(house, sql));

            Assert.Equal("logbook.stays", DatabaseRule.Refusal(refused).Sentence.Key);
        }
    }

    [Theory]
    [InlineData("UPDATE logbook SET amount = 99 WHERE seq = 6")]
    [InlineData("UPDATE logbook SET at = at + interval '1 microsecond' WHERE seq = 6")]
    [InlineData("DELETE FROM logbook WHERE seq = 6")]
    [InlineData("INSERT INTO logbook (xid, at, who, did) SELECT xid, at, who, did FROM logbook WHERE seq = 6")]
    [InlineData("UPDATE logbook_seals SET hash = sha256(hash) WHERE number = 2")]
    [InlineData("DELETE FROM logbook_seals WHERE number = 2")]
    public async Task What_was_sealed_cannot_be_changed_unseen(string sql)
    {
        await using var house = await WithThreeSealsAsync();
        Assert.Empty((await CheckAsync(house)).Findings);

        await TamperAsync(house, sql);

        Assert.Equal("logbook.seal-broken", Assert.Single((await CheckAsync(house)).Findings).Key);
    }

    [Fact]
    public async Task Who_rewrites_log_and_seals_together_is_betrayed_by_what_was_noted_outside()
    {
        await using var house = await WithThreeSealsAsync();
        await TamperAsync(house, "UPDATE logbook SET amount = 99 WHERE seq = 6; DELETE FROM logbook_seals");
        await SealAsync(Sealing(house), 12);

        var check = await CheckAsync(house);

        Assert.All(check.Findings, finding => Assert.Equal("logbook.seal-unlike-outside", finding.Key));
        Assert.NotEmpty(check.Findings);
    }

    [Fact]
    public async Task A_row_is_not_sealed_while_one_may_still_come_before_it()
    {
        await using var house = await TestDatabase.NewAsync();

        Assert.Equal(0, await TwoAtOnceAsync(house, Sealing(house)));
        await SealAsync(Sealing(house), 2);

        Assert.Equal((2L, 0L), await CheckAsync(house) is { Findings: [] } check ? (check.Rows, check.Unsealed) : default);
    }

    /// <summary>The same without the guard: the late row comes before a sealed one, and the log no longer holds.</summary>
    [Fact]
    public async Task Without_that_guard_the_seal_would_break()
    {
        await using var house = await TestDatabase.NewAsync();

        await TwoAtOnceAsync(house, new SealLog(house.Source, house.Folder, clock) { OnlyRipe = false });

        Assert.Equal("logbook.seal-broken", Assert.Single((await CheckAsync(house)).Findings).Key);
    }

    /// <summary>How many rows were sealed while the first writer was still busy.</summary>
    static async Task<long> TwoAtOnceAsync(TestDatabase house, SealLog seal)
    {
        await using var slow = await house.Source.OpenConnectionAsync();
        await using var busy = await slow.BeginTransactionAsync();
        await Line(1).WriteAsync(slow);
        await Line(2).WriteAsync(house.Source);

        var early = await seal.RunAsync();
        await busy.CommitAsync();
        return early;
    }

    [Fact]
    public async Task Many_writers_and_two_sealers_at_once_leave_every_row_sealed_once()
    {
        await using var house = await TestDatabase.NewAsync();
        using var over = new CancellationTokenSource();
        var sealers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            var seal = Sealing(house);
            while (!over.IsCancellationRequested) await seal.RunAsync();
        })).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
        {
            for (var line = 0; line < 50; line++) await Line(line).WriteAsync(house.Source);
        })));
        await over.CancelAsync();
        await Task.WhenAll(sealers);
        await Eventually.TrueAsync(() => Sealing(house).RunAsync().GetAwaiter().GetResult() == 0 && CheckAsync(house).GetAwaiter().GetResult().Unsealed == 0);

        Assert.Equal((300L, 0L), await CheckAsync(house) is { Findings: [] } check ? (check.Rows, check.Unsealed) : default);
    }

    [Fact]
    public async Task What_waits_too_long_for_its_seal_is_told()
    {
        await using var house = await WithThreeSealsAsync();
        await Line().WriteAsync(house.Source);

        Assert.Empty((await CheckAsync(house, secondsLater: 9)).Findings);
        Assert.Equal("logbook.unsealed", Assert.Single((await CheckAsync(house, secondsLater: 11)).Findings).Key);
    }

    [Fact]
    public async Task After_a_restore_new_rows_come_after_the_old_ones()
    {
        await using var house = await WithThreeSealsAsync();
        await using var empty = await TestDatabase.NewEmptyAsync();
        var archive = Path.Combine(house.Folder.Root, "house.zip");
        await Backup.WriteAsync(house.Database, house.Folder, archive, clock);
        await Restore.ReadAsync(empty.Folder, empty.Database.ConnectionString, archive);

        await Line().WriteAsync(empty.Source);
        await SealAsync(Sealing(empty), 1);

        Assert.Equal((13L, 4L), await CheckAsync(empty) is { Findings: [] } check ? (check.Rows, check.Seals) : default);
    }

    [Fact]
    public async Task A_line_of_the_outside_file_that_a_crash_cut_off_is_noted_again()
    {
        await using var house = await WithThreeSealsAsync();
        var file = Path.Combine(house.Folder.Root, "logbook-seals.txt");
        var whole = (await File.ReadAllTextAsync(file)).TrimEnd();
        await File.WriteAllTextAsync(file, whole[..^40]);

        await Sealing(house).RunAsync();

        Assert.Empty((await CheckAsync(house)).Findings);
        Assert.Equal([1, 2, 3], new SealFile(house.Folder).Lines().Select(line => line.Number));
        Assert.EndsWith(whole[^66..], (await File.ReadAllTextAsync(file)).TrimEnd());
    }
}
