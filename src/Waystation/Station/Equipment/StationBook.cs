using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Places;

namespace Waystation.Equipment;

/// <summary>One line of what a station got: from which batch, and who signed for it.</summary>
/// <param name="From">The batch's number, another station, or empty: the branch's store.</param>
/// <param name="SignedBy">Null while it is on its way.</param>
/// <param name="SignedFor">Why an officer signed and not the keeper.</param>
/// <param name="Picture">Of what came, while it is kept.</param>
public sealed record GotLine(Guid DeliveryId, string From, string Supplier, string Kind, int Sent, int? Received, string Reason, DateTime SentAt, DateTime? SignedAt, string? SignedBy, string? SignedFor, Guid? Picture);

/// <summary>A row of a station's ledger.</summary>
public sealed record BookLine(Guid Id, GoodsAct Act, string Kind, int Quantity, bool IsIn, string Reason, string By, string? Second, bool IsReversed, string? Taker, DateTime At);

/// <summary>What a station got and what became of it, with who signed; who asks has found the station through a desk.</summary>
public sealed class StationBook(WaystationDb db, Vault vault)
{
    const int Most = 500;

    /// <summary>The last first.</summary>
    public async Task<IReadOnlyList<GotLine>> GotAsync(Station station, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<GotRow>(
            $"""
            SELECT d.id AS "Id", coalesce(b.number, o.name, '') AS "From", coalesce(b.supplier, '') AS "Supplier", l.kind AS "Kind", l.quantity AS "Sent", l.received AS "Received", l.reason AS "Reason", d.sent_at AS "SentAt", d.received_at AS "SignedAt", a.name AS "Account", k.name AS "Keeper", d.signed_for AS "SignedFor", p.id AS "Picture"
            FROM goods_deliveries d JOIN goods_delivery_lines l ON l.delivery_id = d.id LEFT JOIN goods_batches b ON b.id = d.batch_id LEFT JOIN stations o ON d.from_place = 'station' AND o.id = d.from_id
            LEFT JOIN accounts a ON a.id = d.received_by LEFT JOIN keepers k ON k.account_id = d.received_by LEFT JOIN pictures p ON p.id = d.picture_id AND p.forgotten_at IS NULL
            WHERE d.station_id = {station.Id} AND d.sent_at IS NOT NULL AND d.recalled_at IS NULL ORDER BY d.sent_at DESC, d.id, l.kind LIMIT 2000
            """).ToListAsync(ct);
        return rows.ConvertAll(row => new GotLine(row.Id, row.From, row.Supplier, row.Kind, row.Sent, row.Received, row.Reason, row.SentAt, row.SignedAt, Called(row.Account, row.Keeper), row.SignedFor, row.Picture));
    }

    /// <summary>The last first.</summary>
    /// <param name="seesTakers">Who was handed something by name is for those who hand out.</param>
    public async Task<IReadOnlyList<BookLine>> LinesAsync(Station station, bool seesTakers, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<LineRow>(
            $"""
            SELECT m.id AS "Id", m.act AS "Act", m.kind AS "Kind", m.quantity AS "Quantity", (m.to_place = 'station' AND m.to_id = {station.Id}) AS "IsIn", m.reason AS "Reason", a.name AS "Account", k.name AS "Keeper", s.name AS "Second",
                EXISTS (SELECT FROM goods_moves r WHERE r.reverses = m.id) AS "IsReversed", g.name AS "Taker", m.at AS "At"
            FROM goods_moves m JOIN accounts a ON a.id = m.account_id LEFT JOIN keepers k ON k.account_id = m.account_id LEFT JOIN accounts s ON s.id = m.second_id LEFT JOIN goods_receivers g ON g.move_id = m.id
            WHERE (m.station_id = {station.Id} AND m.act <> 'send') OR (m.from_place = 'station' AND m.from_id = {station.Id} AND m.act = 'send') ORDER BY m.nth DESC LIMIT {Most}
            """).ToListAsync(ct);
        return rows.ConvertAll(row => new BookLine(row.Id, GoodsCode.Read<GoodsAct>(row.Act), row.Kind, row.Quantity, row.IsIn, row.Reason, Called(row.Account, row.Keeper)!, row.Second, row.IsReversed, row.Taker is { } taker && seesTakers ? vault.Open(taker) : null, row.At));
    }

    /// <summary>A keeper is called as they want to be while they keep it, and by their number afterwards.</summary>
    string? Called(string? account, byte[]? keeper) => keeper is { } name ? $"{vault.Open(name)}（{account}）" : account;

    sealed record GotRow(Guid Id, string From, string Supplier, string Kind, int Sent, int? Received, string Reason, DateTime SentAt, DateTime? SignedAt, string? Account, byte[]? Keeper, string? SignedFor, Guid? Picture);

    sealed record LineRow(Guid Id, string Act, string Kind, int Quantity, bool IsIn, string Reason, string Account, byte[]? Keeper, string? Second, bool IsReversed, byte[]? Taker, DateTime At);
}
