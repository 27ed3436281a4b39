namespace Waystation.Joining;

/// <summary>What this room brings to the web program.</summary>
public static class JoiningRoom
{
    public static void AddJoining(this IServiceCollection services)
    {
        services.AddSingleton<Applicants>().AddSingleton<JoiningClocks>().AddSingleton<FindTarget>().AddSingleton<FindUnions>().AddSingleton<TellApplicant>();
        services.AddSingleton<PassUpApplications>();
        services.AddScoped<SubmitApplication>().AddScoped<ApproveApplication>().AddScoped<RefuseApplication>().AddScoped<AppealApplication>().AddScoped<AnswerTransfer>();
        services.AddScoped<ReadApplications>().AddScoped<DecisionDesk>().AddScoped<Waiting>().AddScoped<JoinCodes>().AddScoped<Rolls>();
        services.AddHostedService<PassUpApplicationsJob>();
    }
}
