using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.MembershipCodes;
using Waystation.Organisations;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>
/// The sign-in is closed at once and everywhere, and its membership codes are void; the record and the membership stay. Its phones go
/// after the time the rule names.
/// </summary>
public sealed class CloseAccount(MyFile file, WaystationDb db, Clocks clocks, RevokeCodes codes)
{
    public async Task RunAsync(bool isSure, CancellationToken ct)
    {
        Rule.Require(!file.IsMasked, Say.MaskedNow(file.Caller.MaskedUntil ?? file.Now));
        Rule.Require(isSure, Say.NotConfirmed);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var account = await db.Set<Account>().SingleAsync(a => a.Id == file.AccountId, ct);
        account.Close(file.Now);
        await db.Database.ExecuteSqlAsync($"UPDATE sessions SET ended_at = {file.Now} WHERE account_id = {account.Id} AND ended_at IS NULL", ct);

        var request = DataRequest.Make(DataRequestKind.CloseAccount, await PetitionerAsync(ct), clocks.From(file.Now, Clock.AccountClosing));
        request.Done(file.Now);
        file.Add(request);
        await file.SaveAsync(Did.ClosedAccount, file.MemberId ?? file.AccountId, ct: ct);
        if (file.MemberId is { } member) await codes.RunAsync((NpgsqlConnection)db.Database.GetDbConnection(), [member], file.Caller.Actor, ct);
        await transaction.CommitAsync(ct);
    }

    async Task<Petitioner> PetitionerAsync(CancellationToken ct)
    {
        var member = await file.OwnRecordAsync<Members.Member>(ct);
        var union = member?.UnionId ?? await db.Set<Union>().Where(u => u.Kind.StandsAlone).Select(u => u.Id).FirstAsync(ct);
        return new Petitioner(union, file.AccountId, member?.Id);
    }
}
