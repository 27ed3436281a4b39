using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;

namespace Waystation.FullExports;

/// <summary>An officer asks for a list unmasked. Who stands on it is settled now, and each of them finds the line.</summary>
public sealed class AskFullExport(Desk desk, WaystationDb db, MemberList list, NumberRecords records)
{
    /// <summary>So far the list of members counts exactly: what was shown is what is asked for.</summary>
    public const int MostPeople = MemberList.CountedTo;

    public async Task<Guid> OfListAsync(MemberFilter filter, Purpose? why, CancellationToken ct) =>
        await SaveAsync(new(filter.Union ?? desk.Post.UnionId), await list.IdsAsync(filter, MostPeople + 1, ct), why, ct);

    /// <param name="union">Within reach.</param>
    public async Task<Guid> OfNumberAsync(Indicator indicator, Guid union, Month month, Purpose? why, CancellationToken ct)
    {
        Rule.Require(indicator != Indicator.Stations, Say.NoPeopleBehind);
        List<Guid> people = [];
        await foreach (var record in records.AfterAsync(indicator, union, month, null, MostPeople + 1, ct)) people.Add(record.Id);
        return await SaveAsync(new(union, indicator.Code, month.First), people, why, ct);
    }

    async Task<Guid> SaveAsync(ListMeant meant, IReadOnlyCollection<Guid> people, Purpose? why, CancellationToken ct)
    {
        Rule.Require(why is not null && Enum.IsDefined(why.Value), Say.PurposeNeeded);
        Rule.Require(people.Count > 0, Say.NobodyOnIt);
        Rule.Require(people.Count <= MostPeople, Say.TooMany(MostPeople));
        var export = FullExport.Ask(meant, people.Count, why!.Value, desk.Officer(), desk.Now);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Add(export);
        await db.SaveChangesAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await KeepAsync(connection, export, people, ct);
        await desk.Line(Did.AskedFullExport, export, null).WriteAboutAsync(connection, people, ct);
        await transaction.CommitAsync(ct);
        return export.Id;
    }

    static async Task KeepAsync(NpgsqlConnection connection, FullExport export, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        await using (var keep = new NpgsqlCommand("INSERT INTO full_export_people (export_id, member_id) SELECT $1, member FROM unnest($2) AS member", connection).With(export.Id, people.ToArray()))
            await keep.ExecuteNonQueryAsync(ct);
        await using var forget = new NpgsqlCommand("DELETE FROM full_export_people p USING full_exports e WHERE e.id = p.export_id AND e.expires_at <= $1", connection).With(export.AskedAt);
        await forget.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>What the steps of an export share.</summary>
static class ExportDesk
{
    public static Officer Officer(this Desk desk) => new(desk.Caller.AccountId, desk.Post.Id, desk.Post.Below);

    public static LogLine Line(this Desk desk, Did did, FullExport export, byte[]? hash) => new(desk.Caller.Actor, did, desk.Now, export.Id, export.People, hash, export.Purpose);

    public static async Task<Guid[]> PeopleAsync(NpgsqlConnection connection, FullExport export, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT coalesce(array_agg(member_id), '{}') FROM full_export_people WHERE export_id = $1", connection).With(export.Id);
        return (Guid[])(await ask.ExecuteScalarAsync(ct))!;
    }
}
