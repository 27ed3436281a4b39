using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.MembershipCodes;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>What an officer has before them when deciding.</summary>
public sealed record OpenedRequest(DataRequest Request, string Name, string? Now, string? Wanted, string Why);

/// <summary>
/// An officer of the person's union, or of one above it, answers. To read what was written is a look at somebody's data: it
/// stands in the log before it is shown.
/// </summary>
public sealed class DecideRequest(Desk desk, WaystationDb db, PersonKeys keys, Vault vault, CorrectMember correct, ErasePerson erase, RevokeCodes codes, TellPetitioner tell)
{
    public async Task<OpenedRequest?> OpenAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<DataRequest>(id, ct) is not { MemberId: { } member } request) return null;

        await desk.NoteAsync(Did.OpenedDataRequest, member, Purpose.MemberAsked, ct);
        var connection = await db.OpenConnectionAsync(ct);
        var record = await MemberRecord.FindAsync(connection, member, vault, forUpdate: false, ct);
        var written = await ReadAsync(connection, request, ct);
        return new(request, record?["name"] ?? "", request.Field is { } field ? record?[field] : null, written?.Value, written?.Why ?? "");
    }

    /// <returns>False: outside the reach, or nowhere.</returns>
    public async Task<bool> GrantAsync(Guid id, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await desk.FindAsync<DataRequest>(id, ct) is not { MemberId: { } member } request) return false;

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var phones = await tell.PhonesAsync(connection, request, ct);
        request.Grant(desk.Post.Id, desk.Now);
        await SaveAsync(request, Did.GrantedDataRequest, ct);
        await CarryOutAsync(request, member, connection, ct);
        await tell.RunAsync(connection, request, phones, ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    public async Task<bool> RefuseAsync(Guid id, WhyRefused reason, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await desk.FindAsync<DataRequest>(id, ct) is not { } request) return false;

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        request.Refuse(reason, desk.Post.Id, desk.Now);
        await SaveAsync(request, Did.RefusedDataRequest, ct);
        await tell.RunAsync(connection, request, await tell.PhonesAsync(connection, request, ct), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    async Task SaveAsync(DataRequest request, Did did, CancellationToken ct)
    {
        try
        {
            await desk.SaveAsync(did, request.MemberId ?? request.AccountId!.Value, ct: ct);
        }
        catch (DbUpdateConcurrencyException before)
        {
            throw new Refusal(Say.AnsweredAlready, before);
        }
    }

    async Task CarryOutAsync(DataRequest request, Guid member, NpgsqlConnection connection, CancellationToken ct)
    {
        switch (request.Kind)
        {
            case DataRequestKind.Correct:
                var written = await ReadAsync(connection, request, ct) ?? throw new Refusal(Say.Unreadable);
                await correct.RunAsync(connection, member, MemberField.Of(request.Field), written.Value ?? "", ct);
                await LogAsync(Did.CorrectedMember, member, connection, await SealedAsync(connection, member, request.Field!, ct), ct);
                break;
            case DataRequestKind.Quit:
                (await db.Set<Member>().SingleAsync(m => m.Id == member, ct)).Leave(desk.Today);
                await desk.SaveAsync(Did.EndedMembership, member, ct: ct);
                await codes.RunAsync(connection, [member], desk.Caller.Actor, ct);
                break;
            case DataRequestKind.Erase:
                await RequireNoOpenClaimAsync(connection, member, ct);
                // The line first: it says that it was done, to nobody any more.
                await LogAsync(Did.ErasedMember, member, connection, null, ct);
                await erase.RunAsync(connection, member, ct);
                break;
        }
    }

    /// <summary>The payee's account goes with the person's key: what is still to be paid could reach nobody.</summary>
    static async Task RequireNoOpenClaimAsync(NpgsqlConnection connection, Guid member, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM claims WHERE member_id = $1 AND state NOT IN ('paid', 'returned', 'withdrawn'))", connection);
        Rule.Require(await ask.With(member).ExecuteScalarAsync(ct) is false, Say.ClaimIsOpen);
    }

    /// <summary>Which field was corrected is for the person to read, for as long as their key stands.</summary>
    async Task<byte[]> SealedAsync(NpgsqlConnection connection, Guid member, string field, CancellationToken ct) => (await keys.OfAsync(connection, member, ct)).Seal(field);

    Task LogAsync(Did did, Guid member, NpgsqlConnection connection, byte[]? payload, CancellationToken ct) =>
        new LogLine(desk.Caller.Actor, did, desk.Now, member, Payload: payload).WriteAsync(connection, ct);

    async Task<Written?> ReadAsync(NpgsqlConnection connection, DataRequest request, CancellationToken ct)
    {
        if (request.Sealed is null || await keys.FindAsync(connection, request.MemberId!.Value, ct) is not { } key) return null;
        return JsonSerializer.Deserialize<Written>(key.Open(request.Sealed));
    }
}
