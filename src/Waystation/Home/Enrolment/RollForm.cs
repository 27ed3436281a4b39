using Waystation.Data;
using Waystation.Members;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Enrolment;

/// <summary>One person of a list, by the keyed index of the document.</summary>
readonly record struct RollRow(int Number, Guid Person, string Name, short Shares, long PriceFen);

/// <summary>What is wrong with a row, by a code that keeps its meaning; its sentence is <c>enrolment.wrong-…</c>.</summary>
sealed record RollProblem(int Row, string? Column, string Code, params string[] Parts);

/// <summary>The list as units have it: name and document, and where the plan leaves a choice shares and tier.</summary>
sealed class RollForm(Sheet sheet, PlanYear year, Vault vault)
{
    const string Name = "姓名", Number = "证件号码", Kind = "证件类型", Shares = "份数", Tier = "每份互助费";

    readonly FormTable table = FormTable.Find(sheet, "序号", "姓名*", "证件号码*|证件号|身份证号|身份证号码", "证件类型|证件种类", "份数|参加份数|购买份数", "每份互助费|档次|每份金额|缴费档次");

    /// <summary>Row by row; what is wrong with one goes to <paramref name="wrong"/>, and it is passed over.</summary>
    public IEnumerable<RollRow> Rows(List<RollProblem> wrong)
    {
        foreach (var row in table.Rows())
        {
            var before = wrong.Count;
            var (name, person) = (PersonName.Cleaned(Cell(row, Name).Text), Person(row, wrong));
            if (name.Length is 0 or > 100) wrong.Add(new(row.Number, Name, "missing", Name));
            var (shares, price) = (SharesOf(row, wrong), PriceOf(row, wrong));
            if (wrong.Count == before) yield return new(row.Number, person, name, shares, price);
        }
    }

    Cell Cell(FormRow row, string column) => row[table.Column(column)];

    Guid Person(FormRow row, List<RollProblem> wrong)
    {
        var cell = Cell(row, Number);
        var number = DocumentNumber.Cleaned(cell.Text);
        var kind = Plain.Compact(Cell(row, Kind).Text);
        var document = new IdentityDocument(kind.Length > 0 ? DocumentKind.Of(kind) : MutualAid.PersonIndex.KindOf(number), number);
        if (cell.IsBlank || number.Length > MutualAid.PersonIndex.LongestNumber) wrong.Add(new(row.Number, Number, "missing", Number));
        else if (DocumentNumber.WasTypedAsNumber(cell, document)) wrong.Add(new(row.Number, Number, "number-cell"));
        else if (!document.HasRightCheckDigit) wrong.Add(new(row.Number, Number, "check-digit"));
        return SealedEntry.IndexOf(document, vault);
    }

    /// <summary>One where nothing stands.</summary>
    short SharesOf(FormRow row, List<RollProblem> wrong)
    {
        var typed = Plain.Compact(Cell(row, Shares).Text).TrimEnd('份');
        if (typed.Length == 0) return 1;
        if (short.TryParse(typed, System.Globalization.NumberStyles.None, null, out var shares) && shares >= 1 && shares <= year.MostShares) return shares;

        wrong.Add(new(row.Number, Shares, "shares", $"{year.MostShares}"));
        return 1;
    }

    /// <summary>A plan with one price needs none said; of several the row names one.</summary>
    long PriceOf(FormRow row, List<RollProblem> wrong)
    {
        var typed = Plain.Compact(Cell(row, Tier).Text).TrimEnd('元', '档');
        if (typed.Length == 0 && year.Prices.Count == 1) return year.Prices[0].Fen;
        if (decimal.TryParse(typed, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var yuan) && yuan < 1_000_000 && year.Prices.Any(p => p.Fen == 100 * yuan)) return (long)(100 * yuan);

        wrong.Add(new(row.Number, Tier, "tier", string.Join(" / ", year.Prices.Select(p => p.Shown))));
        return year.Prices[0].Fen;
    }
}
