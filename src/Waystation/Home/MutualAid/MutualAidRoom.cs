namespace Waystation.MutualAid;

/// <summary>What this room brings to the program.</summary>
public static class MutualAidRoom
{
    public static void AddMutualAid(this IServiceCollection services)
    {
        services.AddSingleton<SettleQuarter>();
        services.AddSingleton<PaymentList>();
        services.AddSingleton<RunRemarks>();
        services.AddSingleton<VerifyLedger>();
        services.AddSingleton<SettlementViews>();
        services.AddSingleton<ReleaseBatch>();
        services.AddSingleton<MendCard>();
        services.AddSingleton<BankFile>();
        services.AddSingleton<BankForms>();
        services.AddSingleton<BankAnswer>();
        services.AddSingleton<AidUploads>();
        services.AddHostedService<AidUploadsJob>();
        services.AddScoped<MyPayments>();
        services.AddScoped<Agreement>();
        services.AddSingleton<Statements>();
        services.AddSingleton<PersonFile>();
        services.AddSingleton<ObjectToSettlement>();
        services.AddSingleton<NameBeneficiary>();
    }
}
