using Waystation.Data;
using Waystation.Members;
using Waystation.Rulebook;

namespace Waystation.MyData;

/// <summary>What this room brings to the web program, and to the command line.</summary>
public static class MyDataRoom
{
    public static readonly IReadOnlyList<Accounts.Wait> Waits =
    [
        new("mydata.wait-requests", Accounts.Right.DecideMembers, async (all, ct) => new(await all.GetRequiredService<WaitingRequests>().CountAsync(ct), "/data-requests")),
    ];

    public static void AddMyData(this IServiceCollection services)
    {
        services.AddSingleton<CorrectMember>().AddSingleton<ForgetField>().AddSingleton<EraseMember>().AddSingleton<ErasePerson>();
        services.AddSingleton<Clocks>().AddSingleton<TellPetitioner>().AddSingleton<CarryOutRetention>().AddSingleton<Keeper>();
        services.AddScoped<OwnRequests>().AddScoped<WaitingRequests>().AddScoped<Holdings>().AddScoped<Looks>().AddScoped<TakeCopy>();
        services.AddScoped<MakeRequest>().AddScoped<WithdrawConsent>().AddScoped<CloseAccount>().AddScoped<DecideRequest>();
        services.AddHostedService<KeepOnlyAsLongJob>();
    }

    /// <summary>The retention rules over a house that no server has open, or that one has: both are safe.</summary>
    public static Task<IReadOnlyList<Kept>> CarryOutRetentionAsync(House house, Rules rules, bool dryRun, CancellationToken ct)
    {
        var keys = new PersonKeys(house.Vault, house.Clock);
        var erase = new ErasePerson(new EraseMember(house.Vault, house.Clock), keys, house.Clock);
        return new CarryOutRetention(house.Database.Source, rules, erase, house.Folder).RunAsync(house.Clock.GetUtcNow(), dryRun, ct);
    }
}
