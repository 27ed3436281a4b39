using System.Globalization;
using Microsoft.EntityFrameworkCore;
using IDbContextTransaction = Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction;
using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Messages;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Visits;

/// <summary>A keeper's umbrellas: given a tag, lent against it, taken back wherever they were lent, given up.</summary>
public sealed class LendUmbrellas(Desk desk, WaystationDb own, EntryForm form, Database database, Rules rules, WorkingCalendar calendar, Vault vault)
{
    const int MostAtOnce = 50;

    /// <summary>The next numbers of this station.</summary>
    public async Task AddAsync(Station station, int many, CancellationToken ct)
    {
        Rule.Require(station.RunsOn(desk.Today), Say.NotRunning);
        Rule.Require(many is > 0 and <= MostAtOnce, Say.HowMany(MostAtOnce));
        await using var turn = await own.Database.BeginTransactionAsync(ct);
        await form.TakeAsync(ct);
        var highest = await HighestAsync(station.Id, ct);
        Rule.Require(highest + many <= Umbrella.HighestNumber, Say.NumbersUsedUp(Umbrella.HighestNumber));
        for (var i = 1; i <= many; i++) desk.Add(Umbrella.Register(station, highest + i, desk.Now));
        await SavedAsync(() => desk.SaveAsync(Did.AddedUmbrellas, station.Id, many, ct: ct), otherwise: Say.MeanwhileOthers);
        await turn.CommitAsync(ct);
    }

    /// <param name="tag">As it is written on the umbrella, or the number alone for one of this station.</param>
    /// <param name="phone">Of who wishes to be reminded; may be left out.</param>
    /// <returns>The loan, and the whole tag: who typed a number alone sees which it is.</returns>
    public async Task<(UmbrellaLoan Loan, string Tag)> LendAsync(Station station, string? tag, string? phone, CancellationToken ct)
    {
        Rule.Require(station.RunsOn(desk.Today), Say.NotRunning);
        var written = Written(station, tag);
        var umbrella = await desk.All<Umbrella>().SingleOrDefaultAsync(u => u.StationId == station.Id && u.Tag == written && u.GoneAt == null, ct) ?? throw new Refusal(Say.NoSuchTag);
        await using var turn = await HoldAsync(own, umbrella, ct);
        await form.TakeAsync(ct);
        Rule.Require(umbrella.GoneAt is null && umbrella.StationId == station.Id, Say.NoSuchTag);
        var rule = rules.On<Clock>(Clock.UmbrellaLoan, desk.Today);
        var loan = UmbrellaLoan.Lend(umbrella, station, (rule.Stamp, rule.Value.DueOn(desk.Today, calendar)), Sealed(phone), desk.Now);
        desk.Add(loan);
        await SavedAsync(() => desk.SaveAsync(Did.LentUmbrella, umbrella.Id, ct: ct), otherwise: Say.OutAlready);
        await turn.CommitAsync(ct);
        return (loan, umbrella.Tag);
    }

    /// <summary>Wherever it was lent: it stands here from now on.</summary>
    /// <returns>The whole tag.</returns>
    public async Task<string> ReturnAsync(Station station, string? tag, CancellationToken ct)
    {
        var written = Written(station, tag);
        // Past the reach, by rule: an umbrella may be brought back to any station, and only its tag is asked for.
        await using var db = database.NewContext(Reach.Everywhere, desk.Caller.Actor);
        var umbrella = await db.Set<Umbrella>().SingleOrDefaultAsync(u => u.Tag == written, ct) ?? throw new Refusal(Say.NoSuchTag);
        await using var turn = await HoldAsync(db, umbrella, ct);
        var loan = await db.Set<UmbrellaLoan>().SingleOrDefaultAsync(l => l.UmbrellaId == umbrella.Id && l.EndedAt == null, ct) ?? throw new Refusal(Say.NotOut);
        loan.Return(station, desk.Now);
        umbrella.StandAt(station);
        await SavedAsync(() => db.SaveAsync(new LogLine(desk.Caller.Actor, Did.ReturnedUmbrella, desk.Now, umbrella.Id), ct), otherwise: Say.NotOut);
        await turn.CommitAsync(ct);
        return umbrella.Tag;
    }

    /// <summary>One that will not come back, or is broken for good.</summary>
    public async Task GiveUpAsync(Umbrella umbrella, CancellationToken ct)
    {
        await using var turn = await HoldAsync(own, umbrella, ct);
        var loan = await desk.All<UmbrellaLoan>().SingleOrDefaultAsync(l => l.UmbrellaId == umbrella.Id && l.EndedAt == null, ct);
        loan?.Lose(desk.Now);
        umbrella.Go(desk.Now);
        await SavedAsync(() => desk.SaveAsync(Did.GaveUpUmbrella, umbrella.Id, ct: ct), otherwise: Say.MeanwhileOthers);
        await turn.CommitAsync(ct);
    }

    /// <summary>Whoever lends an umbrella, takes it back or gives it up does so in turn, and finds it as the one before has left it: what is given up is not lent.</summary>
    static async Task<IDbContextTransaction> HoldAsync(WaystationDb db, Umbrella umbrella, CancellationToken ct)
    {
        var turn = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT FROM umbrellas WHERE id = {umbrella.Id} FOR UPDATE", ct);
        await db.Entry(umbrella).ReloadAsync(ct);
        return turn;
    }

    /// <summary>Also of those that stand elsewhere now.</summary>
    async Task<int> HighestAsync(Guid home, CancellationToken ct)
    {
        await using var db = database.NewContext(Reach.Everywhere, desk.Caller.Actor);
        return await db.Set<Umbrella>().Where(u => u.HomeId == home).MaxAsync(u => (int?)u.Number, ct) ?? 0;
    }

    static string Written(Station station, string? typed)
    {
        var tag = string.Concat(Plain.Compact(typed ?? "").ToUpperInvariant().Select(c => char.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation ? '-' : c));
        Rule.Require(tag.Length is > 0 and <= 80 && !tag.Contains('\0'), Say.NoSuchTag);
        return int.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Umbrella.TagOf(station, number) : tag;
    }

    (byte[], Guid)? Sealed(string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone)) return null;

        var number = Mobile.Read(phone) ?? throw new Refusal(Say.PhoneWrong);
        return (vault.Seal(number), vault.Index(BlindIndex.Phone, number));
    }

    /// <summary>The database has the last word: of two at once, one is refused.</summary>
    static async Task SavedAsync(Func<Task> save, Sentence otherwise)
    {
        try
        {
            await save();
        }
        catch (DbUpdateException twice) when (twice is DbUpdateConcurrencyException || twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refusal(otherwise, twice);
        }
    }
}
