using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>One value of a record becomes another; what stood before is kept sealed with the day it ended.</summary>
public sealed class CorrectMember(Vault vault, TimeProvider clock)
{
    /// <param name="connection">With its open transaction: the correction and the line in the log are one.</param>
    /// <param name="by">The officer who mends it on evidence; none where the person asked for it themselves.</param>
    public async Task RunAsync(NpgsqlConnection connection, Guid memberId, MemberField field, string typed, CancellationToken ct, MendedBy? by = null)
    {
        var record = await MemberRecord.FindAsync(connection, memberId, vault, forUpdate: true, ct) ?? throw new Refusal(Say.NoSuchMember);
        var value = field.Read(typed, record.DocumentKind);
        Rule.Require(value != record[field.Code], Say.SameValue);
        RequireAsTheDocumentSays(record.Document, field, value);
        if (field == MemberField.Document) await RequireNobodyElseAsync(connection, record, value, ct);

        await WriteAsync(connection, record, field, value, ct);
        await KeepOldAsync(connection, record, field.Code, by, ct);
        if (field == MemberField.Document) await FollowDocumentAsync(connection, record, value, by, ct);
    }

    static void RequireAsTheDocumentSays(IdentityDocument document, MemberField field, string value)
    {
        if (!document.HasEighteenDigits) return;
        Rule.Require(field.Code != "born_on" || document.BornOn is not { } born || value == Written(born), Say.BirthDateMismatch);
        Rule.Require(field.Code != "sex" || document.Sex is not { } sex || value == MemberColumns.SexOf(sex), Say.GenderMismatch);
    }

    async Task RequireNobodyElseAsync(NpgsqlConnection connection, MemberRecord record, string number, CancellationToken ct)
    {
        await using var taken = new NpgsqlCommand("SELECT EXISTS (SELECT FROM members WHERE document_index = $1)", connection);
        taken.With(SealedEntry.IndexOf(new IdentityDocument(record.DocumentKind, number), vault));
        Rule.Require(await taken.ExecuteScalarAsync(ct) is false, Say.DocumentTaken);
    }

    async Task WriteAsync(NpgsqlConnection connection, MemberRecord record, MemberField field, string value, CancellationToken ct)
    {
        await using var update = new NpgsqlCommand(field.IsSecret ? Secret : plain[field.Code], connection);
        if (field.IsSecret) AddSecret(update, record, field, value);
        else update.With(record.Id, value);
        await update.ExecuteNonQueryAsync(ct);
    }

    // The digest of the last form says nothing any more: the next form is compared field by field.
    const string Secret =
        """
        UPDATE members SET secrets = $2, document_index = coalesce($3, document_index), phone_index = coalesce($4, phone_index), card_index = coalesce($5, card_index), last_four = coalesce($6, last_four),
            form_digest = gen_random_uuid() WHERE id = $1
        """;

    static readonly Dictionary<string, string> plain = MemberField.All.Where(field => !field.IsSecret).ToDictionary(field => field.Code, field => field.Code switch
    {
        "joined_on" => "UPDATE members SET joined_on = $2::date, joined_on_stated = true, form_digest = gen_random_uuid() WHERE id = $1",
        "born_on" => "UPDATE members SET born_on = $2::date, form_digest = gen_random_uuid() WHERE id = $1",
        // 长期 stands as the end of time.
        "document_valid_until" => "UPDATE members SET document_valid_until = CASE $2 WHEN '9999-12-31' THEN 'infinity' ELSE $2::date END, form_digest = gen_random_uuid() WHERE id = $1",
        "from_elsewhere" => "UPDATE members SET from_elsewhere = $2::boolean, form_digest = gen_random_uuid() WHERE id = $1",
        _ => $"UPDATE members SET {field.Code} = $2, form_digest = gen_random_uuid() WHERE id = $1",
    });

    void AddSecret(NpgsqlCommand update, MemberRecord record, MemberField field, string value)
    {
        var secrets = field.Code switch
        {
            "document" => record.Secrets with { Number = value },
            "phone" => record.Secrets with { Phone = value },
            "card" => record.Secrets with { Card = value },
            _ => record.Secrets with { Residence = value },
        };
        update.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = record.Id }, new() { Value = secrets.Seal(vault) },
            Index(field == MemberField.Document ? SealedEntry.IndexOf(new IdentityDocument(record.DocumentKind, value), vault) : null),
            Index(field == MemberField.Phone ? vault.Index(BlindIndex.Phone, value) : null), Index(field == MemberField.Card ? vault.Index(BlindIndex.Card, value) : null),
            new() { Value = field == MemberField.Document ? LastFour.IndexOf(value, vault) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
        });
    }

    static NpgsqlParameter Index(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    async Task KeepOldAsync(NpgsqlConnection connection, MemberRecord record, string code, MendedBy? by, CancellationToken ct)
    {
        await using var keep = new NpgsqlCommand("INSERT INTO member_changes (member_id, field, old_sealed, changed_on, account_id, evidence) VALUES ($1, $2, $3::bytea, $4, $5, $6)", connection);
        keep.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = record.Id }, new() { Value = code },
            new() { Value = record[code] is { } old ? vault.Seal(old) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea }, new() { Value = City.Today(clock) },
            new() { Value = (object?)by?.AccountId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid }, new() { Value = (object?)by?.Code ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
        });
        await keep.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Birth date and sex are part of a number in the 18-digit form.</summary>
    async Task FollowDocumentAsync(NpgsqlConnection connection, MemberRecord record, string number, MendedBy? by, CancellationToken ct)
    {
        var document = new IdentityDocument(record.DocumentKind, number);
        if (!document.HasEighteenDigits || document.BornOn is not { } born) return;

        await using var follow = new NpgsqlCommand("UPDATE members SET born_on = $2, sex = $3 WHERE id = $1", connection);
        follow.With(record.Id, born, MemberColumns.SexOf(document.Sex));
        await follow.ExecuteNonQueryAsync(ct);
        if (record["born_on"] != Written(born)) await KeepOldAsync(connection, record, "born_on", by, ct);
        if (record["sex"] != MemberColumns.SexOf(document.Sex)) await KeepOldAsync(connection, record, "sex", by, ct);
    }

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
