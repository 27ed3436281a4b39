using System.Text;
using Waystation.Data;
using Waystation.Members;
using Waystation.Tables;

namespace Waystation.MutualAid;

/// <summary>A row of the register as it was understood, or the code and column of why not.</summary>
readonly record struct InsuredRow(string? Wrong, string Column, Guid Id, InsuredFacts Facts, Guid? Card, string Union, byte[] Secrets, Guid Digest, FactDays? Days = null)
{
    public static InsuredRow Refused(string code, string column) => new(code, column, default, default, null, "", [], default);
}

/// <summary>What of a person is sealed together.</summary>
sealed record InsuredSecrets(string Number, string Name, string Card, string CardState)
{
    const char Parting = '\u001f';

    public byte[] Seal(Vault vault) => vault.Seal(string.Join(Parting, Number, Name, Card, CardState));

    public static InsuredSecrets Open(ReadOnlySpan<byte> sealedValue, Vault vault)
    {
        var parts = vault.Open(sealedValue).Split(Parting);
        return new(parts[0], parts[1], parts[2], parts[3]);
    }
}

/// <summary>Reads and checks the rows of the register of insured people.</summary>
sealed class InsuredForm(Vault vault)
{
    public const string Header = "证件号码,姓名,京卡号,卡状态,所属工会,在职,单位拨缴经费,北京医保";

    /// <summary>From when to when each fact held and when somebody died: columns that a register may have.</summary>
    public static readonly IReadOnlyList<string> DayColumns = ["在职自", "在职至", "拨缴自", "拨缴至", "医保自", "医保至", "身故日期"];

    const string WorkingCard = "正常";
    const int LongestText = 200;

    public InsuredRow Read(CsvRecords record)
    {
        if (PersonIndex.Number(record[0]) is not { } number) return InsuredRow.Refused("document-missing", "证件号码");
        var (name, card, state, union) = (Text(record[1]), Plain.Compact(Encoding.UTF8.GetString(record[2])), Text(record[3]), Text(record[4]));
        if (name.Length > LongestText) return InsuredRow.Refused("too-long", "姓名");
        if (card.Length > 64) return InsuredRow.Refused("card-unreadable", "京卡号");
        if (union.Length is 0 or > LongestText) return InsuredRow.Refused("union-missing", "所属工会");
        if (YesNo(record[5]) is not { } inService) return InsuredRow.Refused("yes-or-no", "在职");
        if (YesNo(record[6]) is not { } remits) return InsuredRow.Refused("yes-or-no", "单位拨缴经费");
        if (YesNo(record[7]) is not { } cover) return InsuredRow.Refused("yes-or-no", "北京医保");

        var facts = (inService ? InsuredFacts.InService : 0) | (remits ? InsuredFacts.UnitRemits : 0) | (cover ? InsuredFacts.MedicalInsurance : 0)
            | (card.Length > 0 ? InsuredFacts.HoldsCard : 0) | (card.Length > 0 && state == WorkingCard ? InsuredFacts.CardWorks : 0);
        if (!record.HasMore) return Row(number, name, card, state, union, facts, null);
        if (Days(record, out var days) is { } column) return InsuredRow.Refused("day-unreadable", column);
        // Who has died receives nothing any more: the payment waits for a beneficiary.
        return Row(number, name, card, state, union, days?.DiedOn is null ? facts : facts & ~InsuredFacts.CardWorks, days);
    }

    /// <summary>The column that cannot be read, or stands before the day it ends; null where all can.</summary>
    static string? Days(CsvRecords record, out FactDays? days)
    {
        days = null;
        var read = new DateOnly?[DayColumns.Count];
        foreach (var (i, column) in DayColumns.Index())
        {
            if (LineForm.Trimmed(record[column]).IsEmpty) continue;
            read[i] = LineForm.Day(record[column]);
            if (read[i] is null) return column;
        }

        var found = FactDays.Of(read);
        if (!found.InService.IsInOrder) return DayColumns[1];
        if (!found.Remits.IsInOrder) return DayColumns[3];
        if (!found.Cover.IsInOrder) return DayColumns[5];
        if (found.IsAny) days = found;
        return null;
    }

    /// <summary>18 digits that fail their own check: taken, and told.</summary>
    public static bool IsDoubtful(ReadOnlySpan<byte> typed) =>
        PersonIndex.Number(typed) is { Length: 18 } number && !new IdentityDocument(DocumentKind.ResidentId, number).HasRightCheckDigit;

    InsuredRow Row(string number, string name, string card, string state, string union, InsuredFacts facts, FactDays? days) => new(
        null, "", PersonIndex.Of(number, vault), facts, card.Length > 0 ? vault.Index(BlindIndex.Card, card) : null, union,
        new InsuredSecrets(number, name, card, state).Seal(vault), Digest(string.Join('\u001f', number, name, card, state, union, (short)facts), days), days);

    Guid Digest(string row, FactDays? days) => vault.Index(BlindIndex.Form, days is null ? row : $"{row}\u001f{days.Stored}");

    static string Text(ReadOnlySpan<byte> typed) => Plain.Text(Encoding.UTF8.GetString(typed)).Trim();

    static bool? YesNo(ReadOnlySpan<byte> typed) => Text(typed) switch { "是" or "Y" or "y" or "1" => true, "否" or "N" or "n" or "0" => false, _ => null };
}
