using Waystation.Messages;
using Waystation.Organisations;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>
/// Reads one row of the form. All that is wrong with it is told at once; the first problem is the main one, from the person's
/// key outwards: what is missing, the document, birth date and sex against it, phone, dates, the unit's code.
/// </summary>
sealed class RowCheck
{
    const int LongestText = 200;

    readonly MemberForm form;
    readonly FormRow row;
    readonly List<RowProblem> problems = [];

    RowCheck(MemberForm form, FormRow row) => (this.form, this.row) = (form, row);

    /// <summary>The entry is complete where no problem refuses the row.</summary>
    public static (MemberEntry Entry, List<RowProblem> Problems) Of(MemberForm form, FormRow row)
    {
        var check = new RowCheck(form, row);
        return (check.Entry(), check.problems);
    }

    MemberEntry Entry()
    {
        foreach (var column in form.Needed)
            if (row[column].IsBlank) Refuse(column, "missing", Say.Missing(form.HeaderOf(column)));
        foreach (var column in form.Used)
            if (row[column].Text.Length > LongestText) Refuse(column, "text-too-long", Say.TextTooLong(form.HeaderOf(column), LongestText));

        var document = Document();
        return new MemberEntry
        {
            Name = PersonName.Cleaned(row[form.Name].Text), Document = document,
            BornOn = BornOn(document), Sex = SexOf(document),
            Phone = Phone(), JoinedOn = Day(form.JoinedOn, FormDate.Read), DocumentValidUntil = Day(form.ValidUntil, FormDate.ReadValidity),
            CreditCode = Code(), Card = Card(), Retained = Text(form.State).Contains("保留", StringComparison.Ordinal),
            UnitName = Text(form.Unit), Federation = Plain.Compact(row[form.Federation].Text), Residence = Text(form.Residence),
            Ethnicity = Text(form.Ethnicity), Education = Text(form.Education), Employment = Text(form.Employment), Skill = Text(form.Skill), Hukou = Text(form.Hukou),
            FromElsewhere = Text(form.FromElsewhere) switch { "是" => true, "否" => false, _ => null },
        };
    }

    IdentityDocument Document()
    {
        var cell = row[form.Number];
        var document = new IdentityDocument(DocumentKind.Of(Plain.Compact(row[form.DocumentKind].Text)), DocumentNumber.Cleaned(cell.Text));
        if (cell.IsBlank) return document;

        if (DocumentNumber.WasTypedAsNumber(cell, document)) Refuse(form.Number, "id-numeric-cell", Say.NumberCell);
        else if (!document.HasRightLength) Refuse(form.Number, "id-length", Say.IdLength(document.Number.Length));
        else if (!document.HasRightCheckDigit) Refuse(form.Number, "id-checksum", Say.IdChecksum);
        return document;
    }

    /// <summary>A document that is itself wrong proves nothing about birth date and sex.</summary>
    bool Proves(IdentityDocument document) => document.HasEighteenDigits && !row[form.Number].IsBlank && problems.TrueForAll(p => !p.Code.StartsWith("id-", StringComparison.Ordinal));

    DateOnly? BornOn(IdentityDocument document)
    {
        var stated = Day(form.BornOn, FormDate.Read);
        if (!Proves(document)) return stated;

        if (document.BornOn is null) Refuse(form.Number, "id-birthdate-mismatch", Say.ImpossibleBirthDate);
        else if (stated is not null && stated != document.BornOn) Refuse(form.BornOn, "id-birthdate-mismatch", Say.BirthDateMismatch);
        return stated ?? document.BornOn;
    }

    Sex? SexOf(IdentityDocument document)
    {
        Sex? stated = Text(form.Sex) switch { "男" or "男性" => Sex.Male, "女" or "女性" => Sex.Female, _ => null };
        if (!document.HasEighteenDigits || row[form.Number].IsBlank || !document.HasRightCheckDigit) return stated;

        if (stated is not null && stated != document.Sex) Refuse(form.Sex, "id-gender-mismatch", Say.GenderMismatch);
        return document.Sex;
    }

    string Phone()
    {
        if (row[form.Phone].IsBlank) return "";
        if (Mobile.Read(row[form.Phone].Text) is { } number) return number;

        Refuse(form.Phone, "phone-invalid", Say.PhoneInvalid);
        return "";
    }

    DateOnly? Day(int column, Func<Cell, DateOnly?> read)
    {
        if (row[column].IsBlank) return null;
        var day = read(row[column]);
        if (day is null) Refuse(column, "date-invalid", Say.DateInvalid(form.HeaderOf(column)));
        return day;
    }

    string Code()
    {
        var code = Plain.Compact(row[form.CreditCode].Text).TrimStart('\'').ToUpperInvariant();
        if (code.Length > 0 && !CreditCode.IsRight(code)) Refuse(form.CreditCode, "uscc-checksum", Say.CreditCodeChecksum);
        return code;
    }

    /// <summary>A card number typed as a number has lost digits: the person is taken, the card is not, lest money go to somebody else.</summary>
    string Card()
    {
        var cell = row[form.Card];
        if (cell.IsBlank) return "";
        var number = DocumentNumber.Cleaned(cell.Text);
        if (cell.Kind is CellKind.Text && number.All(char.IsAsciiLetterOrDigit) && number.Length <= 30) return number;

        problems.Add(new(row.Number, form.HeaderOf(form.Card), "card-unreadable", Severity.Note, Say.CardUnreadable));
        return "";
    }

    string Text(int column) => column < 0 ? "" : Plain.Text(row[column].Text);

    void Refuse(int column, string code, Sentence message) => problems.Add(new(row.Number, form.HeaderOf(column), code, Severity.Refused, message));
}
