using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>An item's terms as an officer types them.</summary>
public sealed record KeyDraft(string? Title, string? Measure, string? Unit, string? Person, DateOnly? DueOn);

/// <summary>Finds the unit and the person that were meant.</summary>
public sealed class ReadDraft(BranchUnions unions, NpgsqlDataSource source, Desk desk)
{
    public async Task<KeyTerms> RunAsync(KeyDraft draft, CancellationToken ct)
    {
        var typed = (draft.Unit ?? "").Trim();
        Rule.Require(typed.Length is > 0 and <= 200 && !typed.Contains('\0'), Say.UnitNeeded);
        var meant = await unions.MeantAsync(typed, ct);
        Rule.Require(meant.Count > 0 && (meant.Count > 1 || await HoldsTasksAsync(meant[0].Id, ct)), Say.UnitNeeded);
        Rule.Require(meant.Count == 1, Say.UnitWhich(string.Join("、", meant.Select(one => one.Name))));
        var due = draft.DueOn ?? throw new Refusal(Say.DueNeeded);
        var person = (draft.Person ?? "").Trim();
        return new(draft.Title ?? "", draft.Measure ?? "", meant[0].Id, await PostAsync(person, meant[0].Id, ct), person, due);
    }

    async Task<bool> HoldsTasksAsync(Guid union, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT k.holds_tasks FROM unions u JOIN union_kinds k ON k.code = u.kind WHERE u.id = $1").With(union);
        return await ask.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>A colleague who holds a post at the unit today is named by it; everybody else by the name as written.</summary>
    async Task<Guid?> PostAsync(string person, Guid union, CancellationToken ct)
    {
        await using var ask = source.CreateCommand(
            """
            SELECT p.id FROM posts p JOIN accounts a ON a.id = p.account_id
            WHERE a.name_key = $1 AND a.closed_at IS NULL AND p.union_id = $2 AND p.from_on <= $3 AND (p.until_on IS NULL OR p.until_on > $3) ORDER BY p.from_on, p.id LIMIT 1
            """).With(Account.KeyOf(person.Replace("\0", "", StringComparison.Ordinal)), union, desk.Today);
        return await ask.ExecuteScalarAsync(ct) as Guid?;
    }
}
