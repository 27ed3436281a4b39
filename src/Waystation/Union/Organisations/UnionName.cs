using System.Text;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>A union's name as it may be kept: not empty, on one line, at most 100 characters.</summary>
static class UnionName
{
    const int Most = 100;

    public static string Clean(string? name)
    {
        var clean = new string([.. (name ?? "").Where(c => !char.IsControl(c))]).Trim();
        Rule.Require(Organisations.NameKey.Of(clean) != "", Say.NameEmpty);
        Rule.Require(clean.Length <= Most, Say.NameTooLong(Most));
        return clean.Normalize(NormalizationForm.FormC);
    }
}
