using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>What is done to the items of the list: set and changed by those above, shown and finished by the unit, spoken about by the leader.</summary>
public sealed class KeepItems(Desk desk, WaystationDb db, ReadDraft read)
{
    public async Task<Guid> SetAsync(KeyDraft draft, CancellationToken ct)
    {
        var (item, line) = KeyItem.Set(await read.RunAsync(draft, ct), desk.Post.UnionId, ToldNow(null));
        db.AddRange(item, MonthEntry.Of(item), line);
        await desk.SaveAsync(Did.SetKeyItem, item.Id, ct: ct);
        return item.Id;
    }

    public async Task ChangeAsync(KeyItem item, KeyDraft draft, string? why, CancellationToken ct)
    {
        await RequireKeptHereAsync(item, ct);
        await SaveAsync(item, item.Change(await read.RunAsync(draft, ct), ToldNow(why)), Did.ChangedKeyItem, ct);
    }

    public async Task WithdrawAsync(KeyItem item, string? why, CancellationToken ct)
    {
        await RequireKeptHereAsync(item, ct);
        await SaveAsync(item, item.Withdraw(ToldNow(why)), Did.WithdrewKeyItem, ct);
    }

    public async Task ReopenAsync(KeyItem item, string? why, CancellationToken ct)
    {
        await RequireKeptHereAsync(item, ct);
        await SaveAsync(item, item.Reopen(ToldNow(why)), Did.ReopenedKeyItem, ct);
    }

    public Task ShowAsync(KeyItem item, DateOnly? day, string? words, NumberShown? number, CancellationToken ct) =>
        SaveAsync(item, item.Show(day ?? throw new Refusal(Say.DayNeeded), ToldNow(words), number), Did.ShowedKeyItem, ct);

    public Task FinishAsync(KeyItem item, string? words, CancellationToken ct) => SaveAsync(item, item.Finish(ToldNow(words)), Did.FinishedKeyItem, ct);

    public Task CommentAsync(KeyItem item, string? words, CancellationToken ct) => SaveAsync(item, item.Comment(ToldNow(words)), Did.CommentedKeyItem, ct);

    Told ToldNow(string? words) => Told.By(desk.Post.Id, desk.Now, words);

    async Task RequireKeptHereAsync(KeyItem item, CancellationToken ct) => Rule.Require(await desk.ReachesAsync(item.SetById, ct), Say.SetAbove);

    async Task SaveAsync(KeyItem item, KeyLine line, Did did, CancellationToken ct)
    {
        db.Add(line);
        try
        {
            await desk.SaveAsync(did, item.Id, ct: ct);
        }
        catch (DbUpdateConcurrencyException before)
        {
            db.ChangeTracker.Clear();
            throw new Refusal(Say.ChangedMeanwhile, before);
        }
    }
}
