using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Calendar;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>What somebody wrote into a request.</summary>
sealed record Written(string? Value, string Why);

/// <summary>A person asks for something that their union has to decide. A phone that joined the record lately asks for nothing.</summary>
public sealed class MakeRequest(MyFile file, WaystationDb db, Clocks clocks, PersonKeys keys, Vault vault)
{
    const int LongestWhy = 300;

    /// <returns>The request.</returns>
    public async Task<Guid> CorrectAsync(string? fieldCode, string? typed, string? why, CancellationToken ct)
    {
        var field = MemberField.Of(fieldCode);
        var record = await RecordAsync(ct);
        var value = field.Read(typed, record.DocumentKind);
        Rule.Require(value != record[field.Code], Members.Say.SameValue);
        Rule.Require(!string.IsNullOrWhiteSpace(why), Say.WhyMissing);
        return await MakeAsync(DataRequestKind.Correct, record, field.Code, new Written(value, Cleaned(why)), ct);
    }

    public async Task<Guid> QuitAsync(string? why, bool isSure, CancellationToken ct)
    {
        var record = await RecordAsync(ct);
        Rule.Require(record.State is MemberState.Member or MemberState.Retained, Say.NoMembership);
        Rule.Require(isSure, Say.NotConfirmed);
        return await MakeAsync(DataRequestKind.Quit, record, null, new Written(null, Cleaned(why)), ct);
    }

    public async Task<Guid> EraseAsync(string? why, bool isSure, CancellationToken ct)
    {
        var record = await RecordAsync(ct);
        Rule.Require(record.State is MemberState.Left or MemberState.Applied, Say.QuitFirst);
        Rule.Require(isSure, Say.NotConfirmed);
        return await MakeAsync(DataRequestKind.Erase, record, null, new Written(null, Cleaned(why)), ct);
    }

    public async Task TakeBackAsync(Guid id, CancellationToken ct)
    {
        var request = await file.Mine<DataRequest>().SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new Refusal(Say.NotAsked);
        Rule.Require(!file.IsMasked, Say.MaskedNow(file.Caller.MaskedUntil ?? file.Now));
        request.TakeBack(file.Now);
        await file.SaveAsync(Did.TookBackDataRequest, request.MemberId ?? file.AccountId, ct: ct);
    }

    async Task<MemberRecord> RecordAsync(CancellationToken ct)
    {
        Rule.Require(!file.IsMasked, Say.MaskedNow(file.Caller.MaskedUntil ?? file.Now));
        Rule.Require(file.MemberId is not null, Say.NothingBound);
        return await MemberRecord.FindAsync(await db.OpenConnectionAsync(ct), file.MemberId!.Value, vault, forUpdate: false, ct) ?? throw new Refusal(Say.NothingBound);
    }

    async Task<Guid> MakeAsync(DataRequestKind kind, MemberRecord record, string? field, Written written, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var key = await keys.OfAsync((NpgsqlConnection)db.Database.GetDbConnection(), record.Id, ct);
        var by = new Petitioner(record.UnionId, file.AccountId, record.Id);
        var request = DataRequest.Make(kind, by, clocks.From(file.Now, Clock.DataRequest), field, key.Seal(JsonSerializer.Serialize(written)));
        file.Add(request);
        try
        {
            await file.SaveAsync(Did.MadeDataRequest, record.Id, ct: ct);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { ConstraintName: "data_requests_one_open" })
        {
            throw new Refusal(Say.OneIsOpen, twice);
        }

        await transaction.CommitAsync(ct);
        return request.Id;
    }

    static string Cleaned(string? why)
    {
        var text = Tables.Plain.Prose(why ?? "");
        Rule.Require(text.Length <= LongestWhy, Say.WhyTooLong(LongestWhy));
        return text;
    }
}

/// <summary>By when a request is to be answered: the rule as it stands on the day on which it is made.</summary>
public sealed class Clocks(Rules rules, WorkingCalendar calendar)
{
    internal Due From(DateTime at, string clock)
    {
        var day = City.DayOf(at);
        var rule = rules.On<Clock>(clock, day);
        return new Due(rule.Stamp, at, rule.Value.DueOn(day, calendar));
    }
}

static class OpenedConnection
{
    /// <summary>The context's own connection, for statements that are no entities.</summary>
    public static async Task<NpgsqlConnection> OpenConnectionAsync(this WaystationDb db, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        if (connection.State is not System.Data.ConnectionState.Open) await db.Database.OpenConnectionAsync(ct);
        return connection;
    }
}
