using Npgsql;
using Waystation.Data;
using Waystation.Members;
using Waystation.Rulebook;

namespace Waystation.MyData;

/// <summary>How the rule for one class of data is carried out.</summary>
/// <param name="Class">The rule's id.</param>
/// <param name="CountAsync">How many are past their time; null where the program does not hold them.</param>
/// <param name="NextAsync">Deals with the next few and says how many they were; zero when there are none left.</param>
sealed record Carrier(string Class, Func<Batch, Task<long>>? CountAsync, Func<Batch, Task<long>>? NextAsync)
{
    /// <summary>Kept by the machine's own log service, whose setting operations.md names.</summary>
    public static Carrier Outside(string @class) => new(@class, null, null);

    /// <summary>Ripe for the archive: told, and never deleted by the program.</summary>
    public static Carrier ForTheArchive(string @class, string count) => new(@class, batch => batch.CountAsync(count), null);

    /// <param name="where">A table and the condition by which its rows are past their time, $1 being the instant before which they ended.</param>
    /// <param name="act">Deletes or empties the rows chosen as <c>gone</c>.</param>
    public static Carrier Rows(string @class, params (string Count, string Act)[] steps) => new(
        @class,
        async batch =>
        {
            var sum = 0L;
            foreach (var (count, _) in steps) sum += await batch.CountAsync(count);
            return sum;
        },
        async batch =>
        {
            var sum = 0L;
            foreach (var (_, act) in steps) sum += await batch.ActAsync(act);
            return sum;
        });
}

/// <summary>What a carrier has before it: its open transaction, the rule, and the instant before which things are past their time.</summary>
sealed record Batch(NpgsqlConnection Connection, Retention Rule, DateTime Before, ErasePerson Erase, DataFolder Folder, CancellationToken Ct)
{
    public const int Most = 5_000;

    /// <param name="sql">$1 is <see cref="Before"/>.</param>
    public async Task<long> CountAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        command.With(Before);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <param name="sql">$1 is <see cref="Before"/>, $2 how many at most.</param>
    public async Task<long> ActAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        command.With(Before, Most);
        return await command.ExecuteNonQueryAsync(Ct);
    }
}
