using Waystation.Commands;
using Waystation.Data;
using Waystation.Members;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Tables;

namespace Waystation;

/// <summary>The table of contents: what each room brings to the program.</summary>
public static class Rooms
{
    public static readonly Features Features = new(
        Imports: [new("divisions", DivisionsAsync), new("members", MembersAsync), new("stations", StationsAsync)],
        Examples: [("divisions", "beijing-divisions.csv"), ("members", "intake/members.xlsx"), ("stations", "intake/stations.xlsx")],
        AddServices: services =>
        {
            services.AddOrganisations();
            services.AddMembers();
            services.AddPlaces();
        },
        MapEndpoints: app => app.MapPlaces());

    static async Task<ImportReport> DivisionsAsync(House house, ImportOrder order, CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        return await new ImportDivisions(db, house.Clock).RunAsync(order.File, order.DryRun, ct);
    }

    static Task<ImportReport> MembersAsync(House house, ImportOrder order, CancellationToken ct) =>
        new ImportMembers(house.Database.Source, house.Vault, house.Clock).RunAsync(order.File, new ImportOptions
        {
            DryRun = order.DryRun,
            What = order.NewApplications ? ImportKind.Applications : ImportKind.Existing,
            Progress = order.Progress,
        }, ct);

    static Task<ImportReport> StationsAsync(House house, ImportOrder order, CancellationToken ct) =>
        new ImportStations(house.Database, house.Vault, house.Clock).RunAsync(order.File, order.DryRun, order.Progress, ct);
}
