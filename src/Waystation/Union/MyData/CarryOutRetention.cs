using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>One class and what was, or would be, done about it.</summary>
/// <param name="Count">How many are past their time; null where the program does not hold them.</param>
/// <param name="IsDone">Gone, and not only told.</param>
public sealed record Kept(RuleVersion<Retention> Rule, long? Count, bool IsDone)
{
    public Sentence InWords(bool dryRun)
    {
        var title = Rule.Title.In(Words.IsEnglish);
        if (Count is not { } count) return new("mydata.retention-outside", title);
        if (!dryRun && !IsDone && count > 0 || Rule.Value.Then is Afterwards.Archived) return new("mydata.retention-archive", title, count);
        return new(dryRun ? "mydata.retention-due" : "mydata.retention-gone", title, count);
    }
}

/// <summary>
/// What is past its time goes, class by class as the rules say, in small transactions, with one line in the log for each class.
/// Safe to repeat, and on any number of nodes at once: of each class, one takes the next batch.
/// </summary>
public sealed class CarryOutRetention(NpgsqlDataSource source, Rules rules, ErasePerson erase, DataFolder folder)
{
    const int OneAtATime = 9_501;

    /// <param name="dryRun">Counts only.</param>
    public async Task<IReadOnlyList<Kept>> RunAsync(DateTimeOffset now, bool dryRun, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        List<Kept> kept = [];
        foreach (var carrier in Carriers.All) kept.Add(await CarryAsync(carrier, connection, now, dryRun, ct));
        return kept;
    }

    async Task<Kept> CarryAsync(Carrier carrier, NpgsqlConnection connection, DateTimeOffset now, bool dryRun, CancellationToken ct)
    {
        var rule = rules.On<Retention>(carrier.Class, City.DayOf(now));
        var batch = new Batch(connection, rule.Value, rule.Value.Keep.EndedBefore(now).UtcDateTime, erase, folder, ct);
        if (carrier.CountAsync is null) return new(rule, null, IsDone: false);
        if (dryRun || carrier.NextAsync is null) return new(rule, await carrier.CountAsync(batch), IsDone: false);

        var done = 0L;
        for (long next; (next = await NextAsync(carrier, batch)) > 0;) done += next;
        // One line for a class: which one it was stands as the id made of its name.
        if (done > 0) await new LogLine(Actor.System, Did.CarriedOutRetention, now, IdOf(carrier.Class), done).WriteAsync(connection, ct);
        return done > 0 ? new(rule, done, IsDone: true) : new(rule, await carrier.CountAsync(batch), IsDone: false);
    }

    /// <summary>Nothing where another node is at this class.</summary>
    static async Task<long> NextAsync(Carrier carrier, Batch batch)
    {
        await using var transaction = await batch.Connection.BeginTransactionAsync(batch.Ct);
        await using (var alone = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock($1, hashtext($2))", batch.Connection).With(OneAtATime, carrier.Class))
            if (await alone.ExecuteScalarAsync(batch.Ct) is not true) return 0;

        var done = await carrier.NextAsync!(batch);
        await transaction.CommitAsync(batch.Ct);
        return done;
    }

    /// <summary>The id by which the log names a class.</summary>
    public static Guid IdOf(string @class) => new(SHA256.HashData(Encoding.UTF8.GetBytes(@class)).AsSpan(0, 16));
}
