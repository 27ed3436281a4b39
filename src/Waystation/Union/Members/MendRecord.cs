using System.Text.Json;
using Npgsql;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>On what an officer mends a record.</summary>
public enum Evidence { SawDocument, MemberAsked, UnitConfirmed }

/// <summary>Who mended it, and on what; kept beside the value that stood before.</summary>
public sealed record MendedBy(Guid AccountId, Evidence Evidence)
{
    /// <summary>SawDocument → saw-document.</summary>
    public string Code => JsonNamingPolicy.KebabCaseLower.ConvertName(Evidence.ToString());
}

/// <summary>An officer mends one thing on a record of the branch, on evidence; the correction and its line in the log are one.</summary>
public sealed class MendRecord(Desk desk, NpgsqlDataSource source, CorrectMember correct, TimeProvider clock)
{
    /// <summary>Not the document: whether another's number is a member's would be learned by trying.</summary>
    public static readonly IReadOnlyList<MemberField> Fields = [.. MemberField.All.Where(field => field != MemberField.Document)];

    /// <param name="member">Found through the desk.</param>
    public async Task RunAsync(Member member, string? field, string? typed, Evidence? evidence, CancellationToken ct)
    {
        Rule.Require(evidence is { } given && Enum.IsDefined(given), Say.EvidenceNeeded);
        var chosen = MemberField.Of(field);
        Rule.Require(Fields.Contains(chosen), Say.DocumentIsNotMended);

        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await correct.RunAsync(connection, member.Id, chosen, typed ?? "", ct, new MendedBy(desk.Caller.AccountId, evidence!.Value));
        await new LogLine(desk.Caller.Actor, Did.CorrectedMember, clock.GetUtcNow(), member.Id, Why: Purpose.CheckRecord).WriteAsync(connection, ct);
        await transaction.CommitAsync(ct);
    }
}
