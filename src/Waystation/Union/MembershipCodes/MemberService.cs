using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MembershipCodes;

/// <summary>One of the services that stand behind membership, as the rulebook has it.</summary>
/// <param name="OnlyMembers">Not for who has only applied, or has no record here.</param>
/// <param name="AlsoRetained">For members with retained membership too.</param>
/// <param name="Address">Where this installation offers it; null while it does not.</param>
public sealed record MemberService(InBoth What, bool OnlyMembers, bool AlsoRetained, InBoth Ask, string? Address = null) : IRuleValue
{
    public static readonly RuleKind Kind = RuleKind.Of<MemberService>("service");

    /// <summary>Why somebody who stands so to their union cannot use it; null where they can.</summary>
    /// <param name="state">None: no record is bound.</param>
    public Sentence? WhyNot(string? state)
    {
        if (!OnlyMembers || state is MemberState.Member || (AlsoRetained && state is MemberState.Retained)) return null;
        return new(state switch
        {
            MemberState.Retained => "codes.not-while-retained",
            MemberState.Applied => "codes.not-before-approved",
            null => "codes.not-without-record",
            _ => "codes.not-as-it-stands",
        });
    }

    public IReadOnlyList<Sentence> InWords() => [new(!OnlyMembers ? "codes.for-everybody" : AlsoRetained ? "codes.for-members-and-retained" : "codes.for-members")];

    public string? WrongField() =>
        What.Zh.Length * What.En.Length == 0 ? "what" :
        Ask.Zh.Length * Ask.En.Length == 0 ? "ask" :
        Address is null || Address.StartsWith('/') || Address.StartsWith("https://", StringComparison.Ordinal) ? null : "address";
}
