using Npgsql;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>Consent is taken back as easily as it was given (PIPL §15): the value goes at once, nobody has to agree.</summary>
public sealed class WithdrawConsent(MyFile file, WaystationDb db, Clocks clocks, ForgetField forget, Vault vault)
{
    public async Task RunAsync(string? fieldCode, CancellationToken ct)
    {
        var field = MemberField.Of(fieldCode);
        Rule.Require(!file.IsMasked, Say.MaskedNow(file.Caller.MaskedUntil ?? file.Now));
        Rule.Require(file.MemberId is not null, Say.NothingBound);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var record = await MemberRecord.FindAsync(connection, file.MemberId!.Value, vault, forUpdate: true, ct) ?? throw new Refusal(Say.NothingBound);
        Rule.Require(!field.IsVoluntary || record[field.Code] is not null, Say.NothingThere);
        await forget.RunAsync(connection, record.Id, field, ct);

        var request = DataRequest.Make(DataRequestKind.WithdrawConsent, new Petitioner(record.UnionId, file.AccountId, record.Id), clocks.From(file.Now, Clock.DataRequest), field.Code);
        request.Done(file.Now);
        file.Add(request);
        await file.SaveAsync(Did.WithdrewConsent, record.Id, ct: ct);
        await transaction.CommitAsync(ct);
    }
}
