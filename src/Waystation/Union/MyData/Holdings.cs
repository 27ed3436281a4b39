using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Members;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>A phone that an account signs in with.</summary>
public sealed record OwnPhone(string Number, DateTime AddedAt);

/// <summary>What stood in a field before.</summary>
public sealed record Former(string Field, string? Value, DateOnly ChangedOn);

/// <summary>All that is held about one person, opened.</summary>
/// <param name="Union">The union that keeps the record.</param>
public sealed record Held(MemberRecord? Record, string? Union, DateTime AccountMadeAt, DateTime? BoundAt, IReadOnlyList<OwnPhone> Phones, IReadOnlyList<OpenSession> Sessions, IReadOnlyList<Former> Formers);

/// <summary>What the house holds about whoever asks. While their phone is new to the record, all of it comes masked from here.</summary>
public sealed class Holdings(MyFile file, Sessions sessions, NpgsqlDataSource source, Vault vault)
{
    public async Task<Held> ReadAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        var record = file.MemberId is { } id ? await MemberRecord.FindAsync(connection, id, vault, forUpdate: false, ct) : null;
        var union = record is null ? null : await UnionAsync(connection, record.UnionId, ct);
        var (madeAt, boundAt) = await AccountAsync(connection, ct);
        return new(file.IsMasked && record is not null ? Masked(record) : record, union, madeAt, boundAt,
            await PhonesAsync(connection, ct), await sessions.OpenAsync(file.Caller, ct), file.IsMasked || record is null ? [] : await FormersAsync(connection, record.Id, ct));
    }

    static MemberRecord Masked(MemberRecord record) => record with { Values = record.Values.ToDictionary(value => value.Key, value => Masked(value.Key, value.Value)) };

    static string? Masked(string field, string? value) => value is null ? null : field switch
    {
        "name" => PersonName.Masked(value),
        "document" or "card" => IdentityDocument.Masked(value),
        "phone" => Mobile.Masked(value),
        _ => "****",
    };

    async Task<string?> UnionAsync(NpgsqlConnection connection, Guid union, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT name FROM unions WHERE id = $1", connection);
        command.With(union);
        return await command.ExecuteScalarAsync(ct) as string;
    }

    async Task<(DateTime MadeAt, DateTime? BoundAt)> AccountAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT created_at, bound_at FROM accounts WHERE id = $1", connection);
        command.With(file.AccountId);
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return (row.GetDateTime(0), row.IsDBNull(1) ? null : row.GetDateTime(1));
    }

    async Task<List<OwnPhone>> PhonesAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT phone_sealed, added_at FROM account_phones WHERE account_id = $1 ORDER BY added_at", connection);
        command.With(file.AccountId);
        await using var row = await command.ExecuteReaderAsync(ct);
        List<OwnPhone> phones = [];
        while (await row.ReadAsync(ct)) phones.Add(new(Shown(vault.Open(row.GetFieldValue<byte[]>(0))), row.GetDateTime(1)));
        return phones;
    }

    string Shown(string number) => file.IsMasked ? Mobile.Masked(number) : number;

    async Task<List<Former>> FormersAsync(NpgsqlConnection connection, Guid member, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT field, old_sealed, changed_on FROM member_changes WHERE member_id = $1 ORDER BY changed_on, field", connection);
        command.With(member);
        await using var row = await command.ExecuteReaderAsync(ct);
        List<Former> formers = [];
        while (await row.ReadAsync(ct)) formers.Add(new(row.GetString(0), row.IsDBNull(1) ? null : vault.Open(row.GetFieldValue<byte[]>(1)), row.GetFieldValue<DateOnly>(2)));
        return formers;
    }
}
