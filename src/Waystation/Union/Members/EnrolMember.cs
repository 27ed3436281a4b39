using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>Where a known person belongs.</summary>
public readonly record struct KnownMembership(Guid MemberId, Guid UnionId, string State)
{
    /// <summary>Somebody who was only reported as wishing to join is no member yet, and who left none any more.</summary>
    public bool IsMember => State is MemberState.Member or MemberState.Retained;
}

/// <summary>
/// Puts a person on a union's books, or carries them to another's. Of two unions that enrol one person at once, the unique
/// document lets one; the other is refused with a sentence.
/// </summary>
public sealed class EnrolMember(Vault vault)
{
    const string Insert =
        """
        INSERT INTO members (id, union_id, state, name, sex, born_on, document_kind, document_index, phone_index, secrets, joined_on, joined_on_stated, belongs_since, form_digest, reported_on, last_four)
        VALUES ($1, $2, 'member', $3, $4, $5, $6, $7, $8, $9, $10, true, $10, $11, $10, $12) ON CONFLICT DO NOTHING
        """;

    /// <summary>By this equal documents are found without opening any.</summary>
    public Guid IndexOf(IdentityDocument document) => SealedEntry.IndexOf(document, vault);

    public static async Task<KnownMembership?> FindAsync(NpgsqlConnection connection, Guid document, CancellationToken ct)
    {
        await using var find = new NpgsqlCommand("SELECT id, union_id, state FROM members WHERE document_index = $1", connection).With(document);
        await using var row = await find.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? new(row.GetGuid(0), row.GetGuid(1), row.GetString(2)) : null;
    }

    /// <summary>In the caller's transaction. Membership starts on the given day.</summary>
    /// <param name="id">The record's id where the person is not known yet.</param>
    /// <returns>The record's id.</returns>
    public async Task<Guid> RunAsync(NpgsqlConnection connection, Guid id, Guid unionId, MemberEntry entry, DateOnly on, CancellationToken ct)
    {
        var secret = SealedEntry.Of(entry, vault);
        await using var insert = new NpgsqlCommand(Insert, connection).With(
            id, unionId, entry.Name, MemberColumns.SexOf(entry.Sex), entry.BornOn, entry.Document.Kind, secret.Document, secret.Phone, secret.Secrets, on, secret.Digest, secret.LastFour);
        if (await insert.ExecuteNonQueryAsync(ct) == 1) return id;

        return await ConfirmAsync(connection, unionId, secret.Document, on, ct) ?? throw new Refusal(Say.IsMemberAlready);
    }

    /// <summary>The person's history stays: the table's own trigger writes where they belonged until today.</summary>
    public static async Task MoveAsync(NpgsqlConnection connection, Guid memberId, Guid from, Guid to, CancellationToken ct)
    {
        await using var move = new NpgsqlCommand("UPDATE members SET union_id = $3 WHERE id = $1 AND union_id = $2", connection).With(memberId, from, to);
        Rule.Require(await move.ExecuteNonQueryAsync(ct) == 1, Say.MovedMeanwhile);
    }

    /// <summary>A person whom some form reported as wishing to join, or who had left, becomes a member where they were approved.</summary>
    static async Task<Guid?> ConfirmAsync(NpgsqlConnection connection, Guid unionId, Guid document, DateOnly on, CancellationToken ct)
    {
        await using var confirm = new NpgsqlCommand(
            """
            UPDATE members SET state = 'member', union_id = $1, joined_on = $3, joined_on_stated = true, belongs_since = $3
            WHERE document_index = $2 AND state IN ('applied', 'left') RETURNING id
            """, connection).With(unionId, document, on);
        return await confirm.ExecuteScalarAsync(ct) as Guid?;
    }
}
