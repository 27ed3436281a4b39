using System.Text.RegularExpressions;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Signs;

/// <summary>The telephone of a union that is for everybody: it stands on signs, as no keeper's does.</summary>
public sealed partial record PublicLine(string Number) : IRuleValue
{
    public const string Id = "public-line";

    public static readonly RuleKind Kind = RuleKind.Of<PublicLine>("public-line");

    public IReadOnlyList<Sentence> InWords() => [new("signs.line", Number)];

    public string? WrongField() => Written().IsMatch(Number) ? null : "number";

    [GeneratedRegex(@"^[0-9][0-9 \-]{2,18}[0-9]$")]
    private static partial Regex Written();
}
