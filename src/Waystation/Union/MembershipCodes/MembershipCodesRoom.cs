namespace Waystation.MembershipCodes;

/// <summary>What this room brings to the web program.</summary>
public static class MembershipCodesRoom
{
    public static void AddMembershipCodes(this IServiceCollection services)
    {
        services.AddSingleton(CodeAlgorithm.OfTheOperator());
        services.AddSingleton<CodeKeys>();
        services.AddSingleton<Revocations>();
        services.AddSingleton<IssueCode>();
        services.AddSingleton<CheckCode>();
        services.AddSingleton<RevokeCodes>();
    }
}
