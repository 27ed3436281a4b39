using Waystation.Accounts;

namespace Waystation.Enrolment;

/// <summary>What this room brings to the web program.</summary>
public static class EnrolmentRoom
{
    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("enrolment.wait-payments", Right.DecideClaims, async (all, ct) => new(
            all.GetRequiredService<Desk>() is var desk && PremiumBills.MaySee(desk) ? (await all.GetRequiredService<PremiumBills>().EnteredAsync(desk, ct)).Count(p => !p.ByMe) : 0, "/aid/premiums#entered")),
    ];

    public static void AddEnrolment(this IServiceCollection services)
    {
        services.AddSingleton<Rolls>().AddSingleton<ReadRoll>().AddSingleton<TakeRoll>().AddSingleton<TellEnrolled>().AddSingleton<Certificates>();
        services.AddSingleton<PremiumBills>().AddSingleton<PremiumPayments>().AddSingleton<OpenUnions>().AddSingleton<VerifyPremiums>();
        services.AddScoped<MyEnrolments>().AddScoped<EnrolAlone>();
        services.AddHostedService<ReadRollsJob>();
        services.AddHostedService<TellEnrolledJob>();
    }
}
