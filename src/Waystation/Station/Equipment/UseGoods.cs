using Npgsql;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>What a station's things are used for: handed out, sent to be mended and back, given back to the store; and an entry that was wrong, reversed.</summary>
public sealed class UseGoods(Desk desk, WaystationDb db, GoodsLedger goods, GoodsCatalogue catalogue, Vault vault)
{
    const int LongestReason = 200, LongestName = 40, MostAtOnce = 10_000;
    static readonly string[] reversible = ["receive", "found", "lost", "give", "repair", "repaired", "return", "write-off"];

    /// <param name="name">Of who takes it; only where the catalogue wants it, and then it must be said.</param>
    public Task GiveAsync(Station station, string? kind, int quantity, string? name, CancellationToken ct)
    {
        var item = catalogue.Find(kind) ?? throw new Refusal(Say.ChooseItem);
        Rule.Require(item.IsConsumable, Say.NotHandedOut(item.Name));
        var taker = item.NeedsName ? NameOf(name) : null;
        var move = Move(GoodsAct.Give, station, item.Code, quantity, new(GoodsPlace.Station, station.Id), new(GoodsPlace.Used, station.Id));
        return WriteAsync(Did.HandedOutGoods, station, move, ct, () => taker is null ? Task.CompletedTask : KeepNameAsync(move.Id, taker, ct));
    }

    public Task RepairAsync(Station station, string? kind, int quantity, string? why, CancellationToken ct) =>
        WriteAsync(Did.SentGoodsToRepair, station, Move(GoodsAct.Repair, station, kind, quantity, new(GoodsPlace.Station, station.Id), new(GoodsPlace.Repair, station.Id)) with { Reason = Told(why, isNeeded: true) }, ct);

    public Task RepairedAsync(Station station, string? kind, int quantity, CancellationToken ct) =>
        WriteAsync(Did.GotGoodsRepaired, station, Move(GoodsAct.Repaired, station, kind, quantity, new(GoodsPlace.Repair, station.Id), new(GoodsPlace.Station, station.Id)), ct);

    /// <summary>To the store of the union at this desk.</summary>
    public Task ReturnAsync(Station station, string? kind, int quantity, string? why, CancellationToken ct) =>
        WriteAsync(Did.ReturnedGoods, station, Move(GoodsAct.Return, station, kind, quantity, new(GoodsPlace.Station, station.Id), new(GoodsPlace.Store, desk.Post.UnionId)) with { Reason = Told(why, isNeeded: true) }, ct);

    /// <summary>All that a station still has goes back, what is being mended with it.</summary>
    public Task ReturnAllAsync(Station station, IReadOnlyList<Stock> held, CancellationToken ct)
    {
        var moves = held.Where(stock => stock.Place is GoodsPlace.Station or GoodsPlace.Repair && stock.Quantity > 0)
            .Select(stock => new GoodsMove(GoodsAct.Return, stock.Kind, stock.Quantity, new(stock.Place, station.Id), new(GoodsPlace.Store, desk.Post.UnionId)) { StationId = station.Id }).ToList();
        Rule.Require(moves.Count > 0, Say.NothingLeft);
        return goods.InOneAsync(async () =>
        {
            await desk.SaveAsync(Did.ReturnedGoods, station.Id, moves.Sum(m => m.Quantity), ct: ct);
            await goods.WriteAsync(moves, ct);
        }, ct);
    }

    public async Task ReverseAsync(Station station, Guid entry, string? why, CancellationToken ct)
    {
        var reason = Told(why, isNeeded: true);
        var rows = await db.Database.SqlQuery<MoveRow>(
            $"""
            SELECT act AS "Act", kind AS "Kind", quantity AS "Quantity", from_place AS "FromPlace", from_id AS "FromId", to_place AS "ToPlace", to_id AS "ToId", batch_id AS "BatchId", delivery_id AS "DeliveryId"
            FROM goods_moves WHERE id = {entry} AND station_id = {station.Id}
            """).ToListAsync(ct);
        var wrong = rows.SingleOrDefault() ?? throw new Refusal(Say.NoSuchEntry);
        Rule.Require(reversible.Contains(wrong.Act), Say.NotReversedHere);
        await WriteAsync(Did.ReversedGoodsEntry, station, new(GoodsAct.Reversal, wrong.Kind, wrong.Quantity, new(GoodsCode.Read<GoodsPlace>(wrong.ToPlace), wrong.ToId), new(GoodsCode.Read<GoodsPlace>(wrong.FromPlace), wrong.FromId))
        {
            StationId = station.Id, BatchId = wrong.BatchId, DeliveryId = wrong.DeliveryId, Reverses = entry, Reason = reason,
        }, ct);
    }

    internal static string Told(string? why, bool isNeeded)
    {
        var told = new string([.. (why ?? "").Trim().Where(c => !char.IsControl(c))]);
        Rule.Require(told.Length <= LongestReason, Say.NoteTooLong(LongestReason));
        Rule.Require(!isNeeded || told.Length > 0, Say.ReasonNeeded(LongestReason));
        return told;
    }

    /// <summary>What a form names is a kind as they are written, and a number of it.</summary>
    internal static void Require(string? kind, int quantity, int most)
    {
        Rule.Require(kind is { Length: >= 2 and <= 40 } && kind.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), Say.ChooseItem);
        Rule.Require(quantity > 0 && quantity <= most, Say.QuantityWrong(most));
    }

    internal static GoodsMove Move(GoodsAct act, Station station, string? kind, int quantity, Holder from, Holder to)
    {
        Require(kind, quantity, MostAtOnce);
        return new(act, kind!, quantity, from, to) { StationId = station.Id };
    }

    Task WriteAsync(Did did, Station station, GoodsMove move, CancellationToken ct, Func<Task>? also = null) => goods.InOneAsync(async () =>
    {
        await desk.SaveAsync(did, station.Id, move.Quantity, ct: ct);
        await goods.WriteAsync([move], ct);
        if (also is not null) await also();
    }, ct);

    static string NameOf(string? typed)
    {
        var name = (typed ?? "").Trim();
        Rule.Require(name.Length is > 0 and <= LongestName && !name.Any(char.IsControl), Say.TakerNeeded(LongestName));
        return name;
    }

    async Task KeepNameAsync(Guid move, string name, CancellationToken ct)
    {
        await using var keep = new NpgsqlCommand("INSERT INTO goods_receivers (move_id, name, given_at) VALUES ($1, $2, $3)", (NpgsqlConnection)db.Database.GetDbConnection()).With(move, vault.Seal(name), desk.Now);
        await keep.ExecuteNonQueryAsync(ct);
    }

    sealed record MoveRow(string Act, string Kind, int Quantity, string FromPlace, Guid FromId, string ToPlace, Guid ToId, Guid? BatchId, Guid? DeliveryId);
}
