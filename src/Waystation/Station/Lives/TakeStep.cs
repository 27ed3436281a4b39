using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>Decides the next step in the life of a place. Of two who decide the same one, whoever comes second is told so.</summary>
public sealed class TakeStep(Desk desk, WaystationDb db)
{
    /// <param name="nth">The number of the step that the officer saw before them.</param>
    public async Task RunAsync(PlaceLife life, int nth, NextStep next, CancellationToken ct)
    {
        Rule.Require(nth == life.Next, Say.DecidedMeanwhile);
        var (step, agreement) = life.Take(next, desk.Decider());
        db.Add(step);
        if (agreement is not null) db.Add(agreement);
        try
        {
            await desk.SaveAsync(Did.TookStationStep, life.Station.Id, amount: nth, ct: ct);
        }
        catch (DbUpdateException before) when (before.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: StationStepMapping.OneAfterAnother })
        {
            db.ChangeTracker.Clear();
            throw new Refusal(Say.DecidedMeanwhile, before);
        }
    }
}

static class DeskDecider
{
    public static Decider Decider(this Desk desk) => new(desk.Post.Id, desk.Post.Role, desk.Now);
}
