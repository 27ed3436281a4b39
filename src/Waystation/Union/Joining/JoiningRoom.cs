using Waystation.Accounts;

namespace Waystation.Joining;

/// <summary>What this room brings to the web program.</summary>
public static class JoiningRoom
{
    public static readonly IReadOnlyList<Wait> Waits =
    [
        new("joining.wait-now", Right.DecideMembers, async (all, ct) => new(await all.GetRequiredService<Waiting>().CountAsync(WaitingWhich.Now, ct), "/applications?which=Now"), IsPressing: true),
        new("joining.wait-later", Right.DecideMembers, async (all, ct) => new(await all.GetRequiredService<Waiting>().CountAsync(WaitingWhich.Later, ct), "/applications?which=Later")),
        new("joining.wait-transfers", Right.DecideMembers, async (all, ct) => new(await all.GetRequiredService<Waiting>().CountTransfersAsync(ct), "/applications#transfers")),
    ];

    public static void AddJoining(this IServiceCollection services)
    {
        services.AddSingleton<Applicants>().AddSingleton<JoiningClocks>().AddSingleton<FindTarget>().AddSingleton<FindUnions>().AddSingleton<TellApplicant>();
        services.AddSingleton<PassUpApplications>();
        services.AddScoped<SubmitApplication>().AddScoped<ApproveApplication>().AddScoped<RefuseApplication>().AddScoped<AppealApplication>().AddScoped<AnswerTransfer>();
        services.AddScoped<ReadApplications>().AddScoped<DecisionDesk>().AddScoped<Waiting>().AddScoped<JoinCodes>().AddScoped<Rolls>();
        services.AddHostedService<PassUpApplicationsJob>();
    }
}
