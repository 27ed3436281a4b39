using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Logbook;

/// <summary>What a check of the log found.</summary>
/// <param name="Rows">All rows, sealed or not.</param>
/// <param name="Unsealed">Rows after the last seal.</param>
/// <param name="Findings">Empty where every seal holds.</param>
public sealed record LogCheck(long Rows, long Seals, long Unsealed, IReadOnlyList<Sentence> Findings);

/// <summary>Makes every seal again from the rows, and compares it with the stored one and with the one noted outside the database.</summary>
public sealed class VerifyLog(NpgsqlDataSource source, DataFolder folder, TimeProvider clock)
{
    static readonly TimeSpan oldestUnsealed = TimeSpan.FromSeconds(10);
    static readonly DateTime dayZero = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly List<Sentence> findings = [];
    long rows, seals, unsealed;

    public VerifyLog(House house) : this(house.Database.Source, house.Folder, house.Clock) { }

    public async Task<LogCheck> RunAsync(CancellationToken ct = default)
    {
        await using var log = await source.OpenConnectionAsync(ct);
        await using var sealing = await source.OpenConnectionAsync(ct);
        await using var stored = Seal.AfterAsync(sealing, 0).GetAsyncEnumerator(ct);
        await using var line = SealedRow.ReadAsync(log, LogPlace.Start, ripe: false, long.MaxValue, ct).GetAsyncEnumerator(ct);
        if (await MatchAsync(stored, line)) await TailAsync(line);
        return new LogCheck(rows, seals, unsealed, findings);
    }

    /// <summary>Every seal over its rows and beside the one noted outside. False where one does not hold: what follows it says nothing.</summary>
    async Task<bool> MatchAsync(IAsyncEnumerator<Seal> stored, IAsyncEnumerator<SealedRow> line)
    {
        using var outside = new SealFile(folder).Lines().GetEnumerator();
        var (before, isNoted) = (Seal.None, outside.MoveNext());
        while (await stored.MoveNextAsync())
        {
            var again = await AgainAsync(before, stored.Current, line);
            if (again != stored.Current)
            {
                findings.Add(Say.SealBroken(stored.Current.Number, before.Last.Seq, stored.Current.Last.Seq));
                return false;
            }

            for (; isNoted && outside.Current.Number <= again.Number; isNoted = outside.MoveNext())
                if (outside.Current != (again.Number, Convert.ToHexStringLower(again.Hash))) findings.Add(Say.SealUnlikeOutside(outside.Current.Number));
            before = again;
            seals++;
        }

        if (isNoted) findings.Add(Say.SealUnlikeOutside(outside.Current.Number));
        return true;
    }

    async Task<Seal> AgainAsync(Seal before, Seal stored, IAsyncEnumerator<SealedRow> line)
    {
        using var wax = new Wax(before);
        while (wax.Rows < stored.Rows && await line.MoveNextAsync()) wax.Add(line.Current);
        rows += wax.Rows;
        return wax.Press();
    }

    async Task TailAsync(IAsyncEnumerator<SealedRow> line)
    {
        var ripeBefore = clock.GetUtcNow().UtcDateTime - oldestUnsealed;
        var late = 0L;
        while (await line.MoveNextAsync())
        {
            unsealed++;
            if (dayZero.AddMicroseconds(line.Current.At) < ripeBefore) late++;
        }

        rows += unsealed;
        if (late > 0) findings.Add(Say.UnsealedTooLong(late, (int)oldestUnsealed.TotalSeconds));
    }
}
