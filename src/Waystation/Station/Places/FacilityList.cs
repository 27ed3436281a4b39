using System.Text.RegularExpressions;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>What a unit wrote under 服务设施, taken apart: the facilities we know, and the words we do not, which are kept.</summary>
public sealed partial record FacilityList(IReadOnlyList<Facility> Known, IReadOnlyList<string> Others)
{
    const int LongestWord = 20, MostOthers = 30;

    public static FacilityList Read(string written)
    {
        var known = new List<Facility>();
        var others = new List<string>();
        foreach (var piece in Between().Split(written.Normalize(System.Text.NormalizationForm.FormKC)))
        {
            var word = Plain.Compact(Ending().Replace(piece.Trim(), ""));
            if (word.Length == 0 || Nothing().IsMatch(word)) continue;

            if ((Facility.Read(word) ?? Facility.Read(Lead().Replace(word, ""))) is { } facility)
            {
                if (!known.Contains(facility)) known.Add(facility);
            }
            else if (!others.Contains(word) && others.Count < MostOthers) others.Add(word.Length > LongestWord ? word[..LongestWord] : word);
        }

        return new FacilityList(known, others);
    }

    // After NFKC: the full-width forms have become these. A hyphen stands inside Wi-Fi.
    [GeneratedRegex(@"[、,;/|\\\s。·+&和及与]+|\d+[.、)](?=\D)")]
    private static partial Regex Between();

    [GeneratedRegex(@"(?:\([^()]*\)|[x×*]?\d+[个台把套张件部只]?)?(?:等(?:设施|设备)?)?$")]
    private static partial Regex Ending();

    [GeneratedRegex(@"^(?:免费|提供|配备|配有|设有|公共|简易|应急)|(?:服务|设备|设施)$")]
    private static partial Regex Lead();

    [GeneratedRegex(@"^(?:无|没有|暂无|-+|——|n/a)$", RegexOptions.IgnoreCase)]
    private static partial Regex Nothing();
}
