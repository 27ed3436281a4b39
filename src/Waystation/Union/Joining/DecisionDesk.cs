using Npgsql;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>What an officer should know before deciding.</summary>
/// <param name="MemberOf">The union on whose books this document stands already.</param>
/// <param name="IsHere">That union is the one applied to.</param>
/// <param name="Homes">Where the person can be placed, if the application does not say.</param>
/// <param name="AsksBirthDate">The document's number does not tell it.</param>
public sealed record BeforeDecision(ApplicationView View, string? MemberOf, bool IsHere, IReadOnlyList<JoinableUnion> Homes, bool AsksBirthDate);

/// <summary>Gathers what stands before a decision, and opens a person's details for it, which that person can read later.</summary>
public sealed class DecisionDesk(Desk desk, WaystationDb db, ReadApplications read, Applicants applicants, JoiningClocks clocks)
{
    const int MostHomes = 100;

    public IReadOnlyList<RuleVersion<ReasonToRefuse>> Reasons => clocks.Reasons;

    /// <param name="application">Found through this desk.</param>
    public async Task<BeforeDecision> BeforeAsync(Application application, CancellationToken ct)
    {
        var view = await read.ViewAsync(application, ct);
        var known = application is { IsOpen: true, Document: { } document } ? await EnrolMember.FindAsync(db.Connection(), document, ct) : null;
        var memberOf = known is { IsMember: true } ? await NameAsync(known.Value.UnionId, ct) : null;
        return new(view, memberOf, known?.UnionId == application.HomeId, application.IsOpen ? await HomesAsync(application, ct) : [], view.Who is { Document.BornOn: null, BornOn: null });
    }

    /// <summary>In full, for the decision: one line in the log, which the person finds.</summary>
    public async Task<(Applicant?, string? Signature)> RevealAsync(Application application, CancellationToken ct)
    {
        await desk.NoteExportAsync(Did.RevealedApplication, application.Id, People(application), Purpose.DecideApplication, hash: null, ct);
        return await OpenAsync(application, ct);
    }

    /// <summary>A form with everything on it leaves the house on paper.</summary>
    public async Task<(Applicant?, string? Signature)> PrintAsync(Application application, CancellationToken ct)
    {
        await desk.NoteExportAsync(Did.PrintedApplication, application.Id, People(application), Purpose.DecideApplication, hash: null, ct);
        return await OpenAsync(application, ct);
    }

    async Task<(Applicant?, string?)> OpenAsync(Application application, CancellationToken ct) =>
        (await applicants.OpenAsync(db.Connection(), application, ct), await applicants.SignatureAsync(db.Connection(), application, ct));

    /// <summary>Under the id that their record has or will have.</summary>
    static Guid[] People(Application application) => [application.MemberId ?? application.PersonId];

    async Task<string?> NameAsync(Guid union, CancellationToken ct) => await db.Set<Organisations.Union>().Where(u => u.Id == union).Select(u => u.Name).SingleAsync(ct);

    /// <summary>Only where the application names no union that stands and may hold members: those below whoever decides.</summary>
    async Task<IReadOnlyList<JoinableUnion>> HomesAsync(Application application, CancellationToken ct)
    {
        if (application.HomeId is { } home && await UnionsAbove.MayHoldAsync(db.Connection(), home, clocks.Today, ct)) return [];

        await using var find = new NpgsqlCommand(
            """
            SELECT u.id, u.name, p.name FROM union_lines l JOIN unions u ON u.id = l.below_id JOIN union_kinds k ON k.code = u.kind
            LEFT JOIN union_parents e ON e.union_id = u.id AND e.during @> $2 LEFT JOIN unions p ON p.id = e.parent_id
            WHERE l.above_id = $1 AND l.during @> $2 AND k.holds_members AND k.holds_tasks ORDER BY (u.kind = 'joint-grassroots') DESC, u.sort_key, u.id LIMIT $3
            """, db.Connection()).With(application.UnionId, clocks.Today, MostHomes);
        await using var row = await find.ExecuteReaderAsync(ct);
        List<JoinableUnion> homes = [];
        while (await row.ReadAsync(ct)) homes.Add(new(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)));
        return homes;
    }
}
