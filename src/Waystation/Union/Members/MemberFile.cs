using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>One member's record, opened: a page that shows it in full logs it first.</summary>
public sealed record OpenedMember(MemberRecord Record)
{
    public string Union => Record.Union;

    public string MaskedName => PersonName.Masked(Record["name"] ?? "");

    /// <summary>A value as a form of paper shows it; a blank where nothing stands.</summary>
    public string Spoken(string code) => (code, Record[code]) switch
    {
        (_, null) => "",
        ("sex", { } sex) => Words.Say($"members.sex-{sex}"),
        ("from_elsewhere", { } whether) => Words.Say(whether == "true" ? "members.yes" : "members.no"),
        ("document_valid_until", "9999-12-31") => Words.Say("members.forever"),
        (_, { } value) => value,
    };

    public string Masked(string code) => (code, Record[code]) switch
    {
        (_, null) => "",
        ("phone", { } phone) => Messages.Mobile.Masked(phone),
        (_, { } number) => IdentityDocument.Masked(number),
    };
}

/// <summary>What stands around a record: what was changed about it, and how many phones open it.</summary>
public sealed record AroundMember(IReadOnlyList<MendedField> Mended, int Phones);

/// <summary>That something was changed, when, and on what; not what it was.</summary>
public sealed record MendedField(string Field, DateOnly On, string Evidence);

/// <summary>Finds one member of the branch.</summary>
public sealed class MemberFile(Desk desk, WaystationDb db, Vault vault)
{
    const int ShownChanges = 20;

    /// <returns>None: nobody, somebody of another branch, or somebody erased.</returns>
    public async Task<OpenedMember?> OpenAsync(Guid id, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var record = await MemberRecord.FindAsync((NpgsqlConnection)db.Database.GetDbConnection(), id, vault, forUpdate: false, ct);
            return record is not null && await desk.ReachesAsync(record.UnionId, ct) ? new(record) : null;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <param name="id">Of a member that was found.</param>
    public async Task<AroundMember> AroundAsync(Guid id, CancellationToken ct)
    {
        var mended = await db.Database.SqlQuery<MendedField>(
            $"""SELECT field AS "Field", changed_on AS "On", coalesce(evidence, '') AS "Evidence" FROM member_changes WHERE member_id = {id} ORDER BY changed_on DESC, field LIMIT {ShownChanges}""").ToListAsync(ct);
        var phones = await db.Database.SqlQuery<int>(
            $"""SELECT count(*)::int AS "Value" FROM account_phones p JOIN accounts a ON a.id = p.account_id WHERE a.member_id = {id} AND a.closed_at IS NULL""").SingleAsync(ct);
        return new(mended, phones);
    }
}
