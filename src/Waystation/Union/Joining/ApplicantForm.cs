using System.Globalization;
using Waystation.Members;
using Waystation.Messages;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Joining;

/// <summary>The five fields as typed. Everything that is wrong is told at once, each by its field.</summary>
public sealed class ApplicantForm
{
    const int LongestName = 60, LongestText = 100;

    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? Number { get; set; }
    public string? Phone { get; set; }
    public string? Workplace { get; set; }
    public string? Work { get; set; }

    /// <summary>Only an officer who holds the document is asked, and only where its number does not tell.</summary>
    public string? BornOn { get; set; }

    /// <param name="phoneNeeded">Somebody without a phone is written down by an officer.</param>
    /// <param name="wrong">Told each field and why.</param>
    /// <returns>Null where something is wrong.</returns>
    public Applicant? Read(bool phoneNeeded, DateOnly today, Action<string, Sentence> wrong)
    {
        var isRight = true;
        void Require(bool holds, string field, Sentence otherwise)
        {
            if (holds) return;
            wrong(field, otherwise);
            isRight = false;
        }

        var name = PersonName.Cleaned(Name ?? "");
        Require(name.Length is >= 2 and <= LongestName && !name.Any(c => char.IsDigit(c) || char.IsControl(c)), nameof(Name), Say.NameWrong);
        var document = new IdentityDocument(Kind ?? "", DocumentNumber.Cleaned(Number ?? ""));
        Require(DocumentKind.All.Contains(document.Kind), nameof(Kind), Say.ChooseDocument);
        if (DocumentKind.All.Contains(document.Kind)) Require(document.HasRightForm, nameof(Number), new($"joining.wrong-{document.Kind}"));
        var phone = Mobile.Read(Phone ?? "") ?? "";
        Require(phone.Length > 0 || (!phoneNeeded && string.IsNullOrWhiteSpace(Phone)), nameof(Phone), Say.PhoneWrong);
        var workplace = Plain.Text(Workplace ?? "");
        Require(workplace.Length is >= 2 and <= LongestText, nameof(Workplace), Say.WorkplaceWrong(LongestText));
        Require(KindOfWork.All.Contains(Work ?? ""), nameof(Work), Say.ChooseWork);
        var stated = Day(BornOn);
        Require(string.IsNullOrWhiteSpace(BornOn) || (stated is { Year: >= 1900 } && stated < today), nameof(BornOn), Say.BirthDateWrong);
        return isRight ? new Applicant(name, document.Kind, document.Number, phone, workplace, Work!, document.BornOn ?? stated, CultureInfo.CurrentUICulture.Name) : null;
    }

    static DateOnly? Day(string? typed) => FormDate.Read(Cell.Of(typed ?? ""));
}
