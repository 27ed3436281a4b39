using System.Globalization;
using Waystation.Messages;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>What stands in a member's record, by its column's code, and how a value for it is read.</summary>
/// <param name="IsVoluntary">Membership does not need it: it stands there with the person's consent, and goes when they take that back.</param>
/// <param name="IsSecret">Stands sealed.</param>
public sealed record MemberField(string Code, bool IsVoluntary = false, bool IsSecret = false)
{
    const int LongestText = 200;

    public static readonly MemberField Document = new("document", IsSecret: true);
    public static readonly MemberField Phone = new("phone", IsVoluntary: true, IsSecret: true);
    public static readonly MemberField Card = new("card", IsVoluntary: true, IsSecret: true);
    public static readonly MemberField Residence = new("residence", IsVoluntary: true, IsSecret: true);

    public static readonly IReadOnlyList<MemberField> All =
    [
        new("name"), Document, new("document_valid_until"), new("sex"), new("born_on"), Phone, Card, Residence,
        new("ethnicity", IsVoluntary: true), new("education", IsVoluntary: true), new("employment"), new("skill", IsVoluntary: true),
        new("hukou", IsVoluntary: true), new("from_elsewhere", IsVoluntary: true), new("joined_on"),
    ];

    public static MemberField Of(string? code) => All.SingleOrDefault(field => field.Code == code) ?? throw new Refusal(Say.NoSuchField);

    /// <summary>As people read it: the field's name in the form.</summary>
    public Sentence Name => new($"members.field-{Code}");

    /// <summary>The value as it is stored and shown; what cannot be one is refused.</summary>
    /// <param name="documentKind">The kind of the document by which the person is known.</param>
    public string Read(string? typed, string documentKind)
    {
        var text = Plain.Text(typed ?? "");
        Rule.Require(text.Length > 0, Say.Missing(Name.ToString()));
        Rule.Require(text.Length <= LongestText, Say.TextTooLong(Name.ToString(), LongestText));
        return Code switch
        {
            "name" => PersonName.Cleaned(text),
            "document" => Number(text, documentKind),
            "phone" => Mobile.Read(text) ?? throw new Refusal(Say.PhoneInvalid),
            "card" => CardNumber(text),
            "born_on" or "joined_on" => Day(FormDate.Read(Cell.Of(text))),
            "document_valid_until" => Day(FormDate.ReadValidity(Cell.Of(text))),
            "sex" => text is "男" or "male" ? "male" : text is "女" or "female" ? "female" : throw new Refusal(Say.OneOfTwo("男", "女")),
            "from_elsewhere" => text is "是" or "true" ? "true" : text is "否" or "false" ? "false" : throw new Refusal(Say.OneOfTwo("是", "否")),
            _ => text,
        };
    }

    static string Number(string text, string kind)
    {
        var document = new IdentityDocument(kind, DocumentNumber.Cleaned(text));
        Rule.Require(document.HasRightLength, Say.IdLength(document.Number.Length));
        Rule.Require(document.HasRightCheckDigit, Say.IdChecksum);
        Rule.Require(!document.HasEighteenDigits || document.BornOn is not null, Say.ImpossibleBirthDate);
        return document.Number;
    }

    static string CardNumber(string text)
    {
        var number = DocumentNumber.Cleaned(text);
        Rule.Require(number.All(char.IsAsciiLetterOrDigit) && number.Length <= 30, Say.CardUnreadable);
        return number;
    }

    string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? throw new Refusal(Say.DateInvalid(Name.ToString()));
}
