using Waystation.Commands;
using Waystation.Organisations;

namespace Waystation;

/// <summary>The table of contents: what each room brings to the program.</summary>
public static class Rooms
{
    public static readonly Features Features = new(
        Imports:
        [
            new("divisions", async (house, order, ct) =>
            {
                await using var db = house.Database.NewContext();
                return await new ImportDivisions(db, house.Clock).RunAsync(order.File, order.DryRun, ct);
            }),
        ],
        Examples: [("divisions", "beijing-divisions.csv")],
        AddServices: services => { },
        MapEndpoints: app => { });
}
