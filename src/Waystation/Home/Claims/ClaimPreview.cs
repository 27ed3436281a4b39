using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Claims;

/// <summary>What another version of a plan would make of its claims.</summary>
/// <param name="Open">Of those changed: not paid, returned or withdrawn yet.</param>
public sealed record ChangedClaims(InBoth Plan, int Claims, int Changed, int Open, Money More, Money Less)
{
    public Sentence InWords => new("claims.preview-plan", Plan.In(Words.IsEnglish), Claims, Changed, Open, More.Shown, Less.Shown);
}

/// <summary>Before a rule file is put into force: which claims, decided and still open, it would change. Nothing is stored.</summary>
public sealed class ClaimPreview(ClaimReplay replay, Rules rules)
{
    /// <param name="candidate">The rules with the new file among them.</param>
    /// <returns>The plans of which another text would hold; a claim counts once, by its last decision.</returns>
    public async Task<IReadOnlyList<ChangedClaims>> RunAsync(Rules candidate, CancellationToken ct)
    {
        var fresh = new ClaimablePlans(candidate);
        RuleVersion<AidPlan>? Other(string stamp, DateOnly on)
        {
            var (stored, now) = (rules.Stamped<AidPlan>(stamp), fresh.OfYear(rules.Stamped<AidPlan>(stamp).Id, on));
            return now.SaysTheSameAs(stored) ? null : now;
        }

        Dictionary<Guid, Replayed> last = [];
        await foreach (var one in replay.RunAsync(Other, ct)) last[one.ClaimId] = one;
        return [.. last.Values.GroupBy(one => rules.Stamped<AidPlan>(one.Stored.Stamp).Id, StringComparer.Ordinal).Select(plan => Of([.. plan]))];
    }

    ChangedClaims Of(IReadOnlyList<Replayed> claims)
    {
        var changed = claims.Where(c => c.Anew.Pay != c.Stored.Pay).ToList();
        Money Sum(Func<Replayed, Money> of) => changed.Aggregate(Money.Zero, (sum, one) => of(one) > Money.Zero ? sum + of(one) : sum);
        return new(rules.Stamped<AidPlan>(claims[0].Stored.Stamp).Title, claims.Count, changed.Count, changed.Count(c => c.IsOpen), Sum(c => c.Anew.Pay - c.Stored.Pay), Sum(c => c.Stored.Pay - c.Anew.Pay));
    }
}
