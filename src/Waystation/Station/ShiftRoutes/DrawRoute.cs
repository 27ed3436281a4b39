using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.ShiftRoutes;

/// <summary>Draws a route of the branch, draws it anew, or ends it.</summary>
public sealed class DrawRoute(Desk desk)
{
    /// <param name="known">None: a new one.</param>
    public async Task<ShiftRoute> RunAsync(string? name, RouteLine line, int within, ShiftRoute? known, CancellationToken ct)
    {
        var route = known;
        if (route is null) desk.Add(route = ShiftRoute.Draw(desk.Post.UnionId, name, line, within, desk.Now));
        else route.DrawAnew(name, line, within, desk.Now);
        try
        {
            await desk.SaveAsync(Did.DrewShiftRoute, route.Id, ct: ct);
        }
        catch (DbUpdateConcurrencyException meanwhile)
        {
            throw new Refusal(Say.MeanwhileOthers, meanwhile);
        }
        catch (DbUpdateException twice) when (twice.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new Refusal(Say.NameTaken(route.Name), twice);
        }

        return route;
    }

    public async Task EndAsync(ShiftRoute route, CancellationToken ct)
    {
        route.End(desk.Now);
        await desk.SaveAsync(Did.EndedShiftRoute, route.Id, ct: ct);
    }
}
