using System.Globalization;
using Waystation.Data;

namespace Waystation.Members;

/// <summary>What of an entry is stored sealed, and by which equal values are found again.</summary>
sealed record SealedEntry(Guid Document, Guid? Phone, Guid? Card, Guid Digest, int LastFour, byte[] Secrets)
{
    public static SealedEntry Of(MemberEntry entry, Vault vault) => new(
        IndexOf(entry.Document, vault),
        IndexOf(BlindIndex.Phone, entry.Phone, vault), IndexOf(BlindIndex.Card, entry.Card, vault),
        DigestOf(entry, vault), Members.LastFour.IndexOf(entry.Document.Number, vault),
        new MemberSecrets(entry.Document.Number, entry.Phone, entry.Card, entry.Residence).Seal(vault));

    public static Guid IndexOf(IdentityDocument document, Vault vault) => vault.Index(BlindIndex.Document, $"{document.Kind} {document.Number}");

    static Guid? IndexOf(BlindIndex kind, string value, Vault vault) => value.Length == 0 ? null : vault.Index(kind, value);

    /// <summary>Equal for equal forms, so that an unchanged person is known without opening anything; keyed, because what it is made of could be guessed.</summary>
    static Guid DigestOf(MemberEntry entry, Vault vault)
    {
        var all = string.Join('\u001f', entry.Name, entry.Document.Kind, entry.Document.Number, Day(entry.DocumentValidUntil), MemberColumns.SexOf(entry.Sex), Day(entry.BornOn),
            entry.Ethnicity, entry.Education, entry.Employment, entry.Skill, entry.Hukou, entry.FromElsewhere switch { true => "1", false => "0", _ => "" }, entry.Phone, entry.Residence,
            Day(entry.JoinedOn), entry.Card, entry.Retained ? "1" : "");
        return vault.Index(BlindIndex.Form, all);
    }

    static string Day(DateOnly? day) => day?.DayNumber.ToString(CultureInfo.InvariantCulture) ?? "";
}
