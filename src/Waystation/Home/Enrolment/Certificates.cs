using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.MutualAid;
using Waystation.Paper;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Enrolment;

/// <summary>参加凭证: what somebody takes part in, for them to keep.</summary>
/// <param name="Number">The document, of which only the ends are printed.</param>
public sealed record Certificate(Guid Id, string Name, string Number, string Union, string Plan, int Shares, Money Price, Money Premium, DateOnly Begins, DateOnly Ends, DateOnly PaidFrom, IReadOnlyList<Sentence> Rules, string Bill, bool IsDemo, DateOnly On);

/// <summary>Certificates for the screen and the printer: one's own, or those of one bill of a unit.</summary>
public sealed class Certificates(House house, Rules rules)
{
    /// <summary>So many go into one file; a larger unit takes several.</summary>
    public const int PerFile = 200;

    const string Columns =
        """
        SELECT e.id, m.name, m.secrets, u.name, e.rule, e.shares, e.price_fen, e.premium_fen, e.begins_on, coalesce(e.left_on - 1, e.ends_on), e.paid_from, p.number, m.id
        FROM aid_enrolments e JOIN members m ON m.document_index = e.person_id AND m.erased_at IS NULL JOIN unions u ON u.id = e.union_id JOIN aid_premiums p ON p.id = e.premium_id WHERE
        """;

    /// <summary>None: it is not theirs, or they left before it began.</summary>
    public async Task<IReadOnlyList<Certificate>> OwnAsync(MyFile file, Guid id, CancellationToken ct)
    {
        if (file.IsMasked || file.MemberId is not { } member) return [];
        await using var ask = house.Database.Source.CreateCommand(Columns + " e.id = $1 AND m.id = $2 AND (e.left_on > e.begins_on) IS NOT FALSE");
        return (await ReadAsync(ask.With(id, member), ct)).Certificates;
    }

    /// <summary>Names in full leave the house: one line, which each of them finds.</summary>
    public async Task<IReadOnlyList<Certificate>> OfBillAsync(Desk desk, Guid bill, int file, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(Columns + " e.premium_id = $1 AND e.left_on IS NULL ORDER BY e.id OFFSET $2 LIMIT $3");
        var (certificates, members) = await ReadAsync(ask.With(bill, (file - 1) * PerFile, PerFile), ct);
        if (members.Count > 0) await desk.NoteExportAsync(Did.PrintedCertificates, bill, members, Purpose.SettleBenefit, null, ct);
        return certificates;
    }

    public static Task<byte[]> PrintAsync(PrintPart print, Microsoft.AspNetCore.Mvc.ActionContext here, IReadOnlyList<Certificate> certificates, CancellationToken ct) =>
        print.RunAsync(here, Words.Say("enrolment.certificate"), "/Home/Enrolment/Pages/_Certificates.cshtml", certificates, ["enrolment/certificate.css"], ct);

    async Task<(List<Certificate> Certificates, List<Guid> Members)> ReadAsync(NpgsqlCommand ask, CancellationToken ct)
    {
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<Certificate> found = [];
        List<Guid> members = [];
        while (await row.ReadAsync(ct))
        {
            var rule = rules.Stamped<AidPlan>(row.GetString(4));
            found.Add(new(
                row.GetGuid(0), row.GetString(1), IdentityDocument.Masked(MemberSecrets.Open(row.GetFieldValue<byte[]>(2), house.Vault).Number), row.GetString(3), rule.Title.In(Words.IsEnglish), row.GetInt16(5), new(row.GetInt64(6)), new(row.GetInt64(7)),
                row.GetFieldValue<DateOnly>(8), row.GetFieldValue<DateOnly>(9), row.GetFieldValue<DateOnly>(10), rule.Value.InWords(), PremiumNumber.Of(row.GetInt64(11)), house.IsDemo, City.Today(house.Clock)));
            members.Add(row.GetGuid(12));
        }

        return (found, members);
    }
}
