using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>
/// A colleague comes along on a round that runs already, or goes with another team from now on. Nobody is taken off one: what they have not delivered yet
/// still has to be taken.
/// </summary>
public sealed class JoinTeam(Desk desk, WaystationDb db, OpenRound open)
{
    public async Task RunAsync(Round round, Guid account, int team, CancellationToken ct)
    {
        Rule.Require(!round.IsOver, Say.OverAlready);
        Rule.Require(team > 0 && team <= round.Teams, Say.TeamsWrong(round.Teams));
        Rule.Require((await open.ColleaguesAsync(ct)).Any(c => c.AccountId == account), Say.NobodyOnATeam);
        Rule.Require(await open.AllReachAsync(round.UnionId, [account], ct), Say.ReachesNone);

        if (await db.Set<RoundPerson>().SingleOrDefaultAsync(p => p.RoundId == round.Id && p.AccountId == account, ct) is { } known) known.Join(team);
        else db.Add(RoundPerson.Of(round.Id, account, team));
        await SaveAsync(account, ct);
    }

    async Task SaveAsync(Guid account, CancellationToken ct)
    {
        try
        {
            await desk.SaveAsync(Did.JoinedRound, account, ct: ct);
        }
        catch (DbUpdateException meanwhile) when (meanwhile.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            throw new Refusal(Say.DoneMeanwhile, meanwhile);
        }
    }
}
