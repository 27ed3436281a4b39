using Microsoft.AspNetCore.Mvc;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Equipment.Pages;

/// <summary>One fund: its balance, its ledger, what comes in and goes out, each with its paper.</summary>
[ForStaff(Right.KeepGoods, toRead: Right.SeeStations)]
public sealed class OneFundModel(Desk desk, FundLedger ledger, TakeGoodsList take) : ThingPage
{
    public Fund Fund { get; private set; } = null!;
    public Money Balance { get; private set; }
    public IReadOnlyList<FundEntry> Entries { get; private set; } = [];

    public Task<IActionResult> OnPostGrantAsync(Guid id, string? yuan, string? paper, string? note, CancellationToken ct) => DoAsync(id, () => ledger.GrantAsync(Fund, Read(yuan), paper, note, ct), ct);

    public Task<IActionResult> OnPostSpendAsync(Guid id, string? yuan, string? paper, string? note, CancellationToken ct) => DoAsync(id, () => ledger.SpendAsync(Fund, Read(yuan), paper, note, ct), ct);

    public Task<IActionResult> OnPostReverseAsync(Guid id, Guid entry, string? why, CancellationToken ct) => DoAsync(id, () => ledger.ReverseAsync(Fund, entry, why, ct), ct);

    /// <summary>The whole ledger, with the balance after each entry.</summary>
    public async Task<IActionResult> OnGetExportAsync(Guid id, string? kind, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        var balance = Money.Zero;
        List<IReadOnlyList<object>> rows = [];
        foreach (var entry in await ledger.AllAsync(id, ct))
        {
            balance += entry.Money;
            rows.Add([Told.Time(entry.At), Words.Say($"equipment.fund-kind-{entry.Kind}"), InYuan(entry.Money), InYuan(balance), entry.Paper, entry.Note, entry.By]);
        }

        return await this.TakenAsync(take, id, new(Fund.Name, Words.Say("equipment.ledger"), ["entered-at", "entry-kind", "yuan", "balance", "paper", "note", "entered-by"], rows), kind, ct);
    }

    /// <summary>A number to a spreadsheet, with its two places.</summary>
    static decimal InYuan(Money money) => money.Fen * 0.01m;

    static Money Read(string? yuan) => Yuan.Read(yuan) is { } money && money > Money.Zero ? money : throw new Refusal(Say.MoneyWrong);

    protected override async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<Fund>(id, ct) is not { } fund) return false;

        (Fund, Balance, Entries) = (fund, await ledger.BalanceAsync(id, ct), await ledger.EntriesAsync(id, ct));
        return true;
    }
}
