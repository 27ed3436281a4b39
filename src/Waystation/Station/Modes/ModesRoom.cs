using Waystation.Keepers;

namespace Waystation.Modes;

/// <summary>What this room brings to the web program.</summary>
public static class ModesRoom
{
    public static void AddModes(this IServiceCollection services) => services.AddScoped<OrderMode>().AddScoped<AnswerMode>().AddScoped<ModeLists>().AddScoped<KeeperModes>();
}

/// <summary>What a keeper's own station is asked now.</summary>
public sealed class KeeperModes(KeptStation kept, AnswerMode answers)
{
    public async Task<IReadOnlyList<AskedMode>> TodayAsync() => await kept.OwnAsync(default) is { } station ? await answers.AskedAsync(station, default) : [];
}
