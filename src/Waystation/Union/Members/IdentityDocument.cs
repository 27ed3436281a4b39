using System.Globalization;
using System.Text.RegularExpressions;

namespace Waystation.Members;

public enum Sex { Male, Female }

/// <summary>
/// The document by which a person is known. Kind and number together are the person's key. Documents in the 18-digit form
/// (GB 11643-1999) carry birth date, sex and a check digit; of all others only the number itself is known.
/// </summary>
public sealed partial record IdentityDocument(string Kind, string Number)
{
    const int Length = 18, OldForeignResidentLength = 15;

    /// <summary>2^(17−i) mod 11, the standard's weights from left to right.</summary>
    static ReadOnlySpan<int> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    const string CheckDigits = "10X98765432";

    /// <summary>The 18-digit form binds this document. The older card of foreign residents has 15 characters and another form.</summary>
    public bool HasEighteenDigits => Kind switch
    {
        DocumentKind.ResidentId or DocumentKind.HongKongMacaoTaiwanResidence => true,
        DocumentKind.ForeignPermanentResident => Number.Length != OldForeignResidentLength,
        _ => false,
    };

    public bool HasRightLength => !HasEighteenDigits || Number.Length == Length;

    public bool HasRightCheckDigit => !HasEighteenDigits || (HasRightLength && CheckDigit(Number.AsSpan(0, Length - 1)) == Number[^1]);

    /// <summary>
    /// What can be told from the number alone, for each kind: the 18-digit form with a birth date that is one; the region of a
    /// residence permit (81 Hong Kong, 82 Macao, 83 Taiwan) and the 9 of a foreigner's; the letters and digits of permits and passports.
    /// A kind we do not know has no form.
    /// </summary>
    public bool HasRightForm => Kind switch
    {
        DocumentKind.ResidentId => IsRightEighteen,
        DocumentKind.HongKongMacaoTaiwanResidence => IsRightEighteen && Number[..2] is "81" or "82" or "83",
        DocumentKind.ForeignPermanentResident => HasEighteenDigits ? IsRightEighteen && Number[0] == '9' : OldForeignResident().IsMatch(Number),
        DocumentKind.HongKongMacaoTravel => HongKongMacaoPermit().IsMatch(Number),
        DocumentKind.TaiwanTravel => TaiwanPermit().IsMatch(Number),
        DocumentKind.Passport => PassportNumber().IsMatch(Number),
        _ => false,
    };

    bool IsRightEighteen => HasRightCheckDigit && BornOn is not null;

    /// <summary>The birth date in the number; null where the form has none or the date is impossible.</summary>
    public DateOnly? BornOn =>
        HasEighteenDigits && HasRightLength && DateOnly.TryParseExact(Number.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1800
            ? day : null;

    /// <summary>The 17th digit is odd for men and even for women.</summary>
    public Sex? Sex => !HasEighteenDigits || !HasRightLength ? null : (Number[16] - '0') % 2 == 1 ? Members.Sex.Male : Members.Sex.Female;

    /// <summary>The 18th digit for the first 17; a space where one of them is no digit.</summary>
    public static char CheckDigit(ReadOnlySpan<char> first)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            if (!char.IsAsciiDigit(first[i])) return ' ';
            sum += (first[i] - '0') * Weights[i];
        }

        return CheckDigits[sum % 11];
    }

    /// <summary>Only the ends of a number are ever shown.</summary>
    public static string Masked(string number) => number.Length < 8 ? new string('*', number.Length) : $"{number[..3]}{new string('*', number.Length - 5)}{number[^2..]}";

    /// <summary>Three letters of the country, then twelve digits.</summary>
    [GeneratedRegex("^[A-Z]{3}[0-9]{12}\\z")]
    private static partial Regex OldForeignResident();

    /// <summary>H or M, eight digits for life; older cards add two for the issue.</summary>
    [GeneratedRegex("^[HM][0-9]{8}([0-9]{2})?\\z")]
    private static partial Regex HongKongMacaoPermit();

    /// <summary>Eight digits; permits from before 2015 have ten and a letter.</summary>
    [GeneratedRegex("^([0-9]{8}|[0-9]{10}[A-Z]?)\\z")]
    private static partial Regex TaiwanPermit();

    /// <summary>ICAO 9303 allows nine characters; some countries print up to fifteen.</summary>
    [GeneratedRegex("^(?=.*[0-9])[A-Z0-9]{5,15}\\z")]
    private static partial Regex PassportNumber();
}
