using System.Text;
using Waystation.Data;
using Waystation.Members;

namespace Waystation.MutualAid;

/// <summary>By which a person is known here: the same index as the members' records have, of the kind of document that the number's form tells.</summary>
static class PersonIndex
{
    public const int LongestNumber = 40;

    /// <summary>As it stands in the files, in UTF-8; null where nothing that could be a number stands there.</summary>
    public static string? Number(ReadOnlySpan<byte> typed)
    {
        var clean = DocumentNumber.Cleaned(Encoding.UTF8.GetString(typed));
        return clean.Length is > 0 and <= LongestNumber ? clean : null;
    }

    /// <summary>Most numbers are 18 digits as they should be, and need no string.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> typed) =>
        typed.Length == 18 && typed[..17].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0 && typed[17] is >= (byte)'0' and <= (byte)'9' or (byte)'X';

    public static Guid Of(ReadOnlySpan<char> number, Vault vault)
    {
        var kind = KindOf(number);
        Span<char> all = stackalloc char[kind.Length + 1 + number.Length];
        kind.CopyTo(all);
        all[kind.Length] = ' ';
        number.CopyTo(all[(kind.Length + 1)..]);
        return vault.Index(BlindIndex.Document, all);
    }

    public static string KindOf(ReadOnlySpan<char> number) => number.Length switch
    {
        18 when number[0] == '9' => DocumentKind.ForeignPermanentResident,
        18 when number[..2] is "81" or "82" or "83" => DocumentKind.HongKongMacaoTaiwanResidence,
        18 => DocumentKind.ResidentId,
        _ => DocumentKind.Passport,
    };
}
