using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>What a station is to have at least, and the keeper's asking for more in one tap.</summary>
public sealed class AskForGoods(Desk desk, WaystationDb db, GoodsCatalogue catalogue)
{
    const int MostLeast = 100_000;

    public async Task RunAsync(Station station, string? kind, CancellationToken ct)
    {
        var item = catalogue.Find(kind) ?? throw new Refusal(Say.ChooseItem);
        var ask = GoodsAsk.For(station, item, desk.Now);
        desk.Add(ask);
        try
        {
            await desk.SaveAsync(Did.AskedForGoods, ask.Id, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            throw new Refusal(Say.AskedAlready, twice);
        }
    }

    public Task NotNowAsync(GoodsAsk ask, CancellationToken ct) => SendGoods.OnceAsync(async () =>
    {
        ask.Answer(GoodsAsk.NotNow, desk.Now);
        await desk.SaveAsync(Did.AnsweredGoodsAsk, ask.Id, ct: ct);
    });

    public async Task SetLeastAsync(Station station, string? kind, int least, CancellationToken ct)
    {
        var item = catalogue.Find(kind) ?? throw new Refusal(Say.ChooseItem);
        Rule.Require(least is >= 0 and <= MostLeast, Say.LeastWrong(MostLeast));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"INSERT INTO goods_minimums (station_id, kind, least) VALUES ({station.Id}, {item.Code}, {least}) ON CONFLICT (station_id, kind) DO UPDATE SET least = excluded.least", ct);
        await desk.SaveAsync(Did.SetLeastGoods, station.Id, least, ct: ct);
        await transaction.CommitAsync(ct);
    }
}
