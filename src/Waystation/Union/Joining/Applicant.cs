using Waystation.Members;

namespace Waystation.Joining;

/// <summary>What a person said of themselves when they asked to join; kept sealed with their own key.</summary>
/// <param name="Kind">A code of <see cref="DocumentKind"/>.</param>
/// <param name="Work">A code of <see cref="KindOfWork"/>.</param>
/// <param name="BornOn">From the document's number, or as an officer read it on the document.</param>
/// <param name="Language">In which the answer is sent.</param>
/// <param name="FollowCode">On the slip of somebody without a phone.</param>
/// <param name="PaperAt">Where the signed form is kept, if it is on paper.</param>
public sealed record Applicant(string Name, string Kind, string Number, string Phone, string Workplace, string Work, DateOnly? BornOn, string Language, string? FollowCode = null, string? PaperAt = null)
{
    public IdentityDocument Document => new(Kind, Number);

    public Sex? Sex => Document.Sex;

    public string MaskedName => PersonName.Masked(Name);

    /// <summary>What a member's record keeps of it.</summary>
    public MemberEntry Entry(DateOnly joined) =>
        new() { Name = Name, Document = Document, BornOn = BornOn, Sex = Sex, Phone = Phone, UnitName = Workplace, JoinedOn = joined };
}
