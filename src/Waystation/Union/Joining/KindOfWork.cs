using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>What somebody works as, by code. The groups are those for whose joining the federation reports (八大群体), and the rest.</summary>
public static class KindOfWork
{
    public static readonly IReadOnlyList<string> All =
        ["employee", "food-courier", "parcel-courier", "ride-driver", "truck-driver", "care-worker", "domestic-worker", "shop-worker", "estate-agent", "guard", "cleaner", "builder", "other"];

    public static string Name(string code) => Words.Say($"joining.work-{code}");
}
