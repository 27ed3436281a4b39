using Npgsql;
using NpgsqlTypes;
using Waystation.Data;

namespace Waystation.Members;

/// <summary>
/// Brings a known person up to what a new form says, and keeps each old value with the day it ended. A blank on the form
/// takes nothing away: it says nothing.
/// </summary>
sealed class MemberChanges(Vault vault, ImportKind what, Guid run, DateOnly today)
{
    const string Read =
        """
        SELECT name, sex, born_on, document_valid_until, phone_sealed, card_sealed, residence_sealed, ethnicity, education, employment, skill, hukou,
            from_elsewhere, joined_on, joined_on_stated, state FROM members WHERE id = $1 FOR UPDATE
        """;

    /// <summary>True where anything changed; with <paramref name="dryRun"/> nothing is written.</summary>
    public async Task<bool> ApplyAsync(NpgsqlConnection connection, KnownMember known, CheckedRow row, bool dryRun, CancellationToken ct)
    {
        var changes = Between(await ReadAsync(connection, known.Id, ct), row.Entry);
        if (changes.Count > 0 && !dryRun) await WriteAsync(connection, known.Id, row, changes, ct);
        return changes.Count > 0;
    }

    async Task<Stored> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Read, connection) { Parameters = { new() { Value = id } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        DateOnly? Day(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);
        string? Opened(int i) => row.IsDBNull(i) ? null : vault.Open(row.GetFieldValue<byte[]>(i));
        return new(row.GetString(0), Text(1), Day(2), Day(3), Opened(4), Opened(5), Opened(6), row.GetString(7), row.GetString(8), row.GetString(9),
            row.GetString(10), row.GetString(11), row.IsDBNull(12) ? null : row.GetBoolean(12), row.GetFieldValue<DateOnly>(13), row.GetBoolean(14), row.GetString(15));
    }

    List<Change> Between(Stored old, MemberEntry entry)
    {
        var changes = new List<Change>();
        Text("name", old.Name, entry.Name);
        Text("sex", old.Sex, MemberColumns.SexOf(entry.Sex));
        Day("born_on", old.BornOn, entry.BornOn);
        Day("document_valid_until", old.ValidUntil, entry.DocumentValidUntil);
        Secret("phone", old.Phone, entry.Phone);
        Secret("card", old.Card, entry.Card);
        Secret("residence", old.Residence, entry.Residence);
        Text("ethnicity", old.Ethnicity, entry.Ethnicity);
        Text("education", old.Education, entry.Education);
        Text("employment", old.Employment, entry.Employment);
        Text("skill", old.Skill, entry.Skill);
        Text("hukou", old.Hukou, entry.Hukou);
        if (entry.FromElsewhere is { } elsewhere && elsewhere != old.FromElsewhere) changes.Add(new("from_elsewhere", old.FromElsewhere?.ToString(), elsewhere, NpgsqlDbType.Boolean));
        Day("joined_on", old.JoinedStated ? old.JoinedOn : null, entry.JoinedOn);
        // An application says nothing about somebody who is a member already.
        if (what is ImportKind.Existing) Text("state", old.State, MemberColumns.StateOf(entry, what));
        return changes;

        void Text(string field, string? before, string? now)
        {
            if (!string.IsNullOrEmpty(now) && now != before) changes.Add(new(field, before, now, NpgsqlDbType.Text));
        }

        void Day(string field, DateOnly? before, DateOnly? now)
        {
            if (now is not null && now != before) changes.Add(new(field, before?.ToString("yyyy-MM-dd"), now.Value, NpgsqlDbType.Date));
        }

        void Secret(string field, string? before, string now)
        {
            if (now.Length > 0 && now != before) changes.Add(new(field, before, now, NpgsqlDbType.Bytea));
        }
    }

    async Task WriteAsync(NpgsqlConnection connection, Guid id, CheckedRow row, List<Change> changes, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var change in changes)
        {
            batch.BatchCommands.Add(Update(id, change, row.Sealed!));
            batch.BatchCommands.Add(new("INSERT INTO member_changes (member_id, field, old_sealed, changed_on, run_id) VALUES ($1, $2, $3, $4, $5)")
            {
                Parameters =
                {
                    new() { Value = id }, new() { Value = change.Field }, new() { Value = change.Before is { Length: > 0 } before ? vault.Seal(before) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                    new() { Value = today }, new() { Value = run },
                },
            });
        }

        batch.BatchCommands.Add(new("UPDATE members SET form_digest = $2 WHERE id = $1") { Parameters = { new() { Value = id }, new() { Value = row.Sealed!.Digest } } });
        await batch.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlBatchCommand Update(Guid id, Change change, SealedEntry secret) => change.Field switch
    {
        "phone" => Secret("UPDATE members SET phone_sealed = $2, phone_index = $3 WHERE id = $1", id, secret.PhoneSealed!, secret.Phone),
        "card" => Secret("UPDATE members SET card_sealed = $2, card_index = $3 WHERE id = $1", id, secret.CardSealed!, secret.Card),
        "residence" => new("UPDATE members SET residence_sealed = $2 WHERE id = $1") { Parameters = { new() { Value = id }, new() { Value = secret.ResidenceSealed! } } },
        "joined_on" => Plain("UPDATE members SET joined_on = $2, joined_on_stated = true WHERE id = $1", id, change),
        _ => Plain(plainUpdates[change.Field], id, change),
    };

    static readonly Dictionary<string, string> plainUpdates =
        new[] { "name", "sex", "born_on", "document_valid_until", "ethnicity", "education", "employment", "skill", "hukou", "from_elsewhere", "state" }
            .ToDictionary(field => field, field => $"UPDATE members SET {field} = $2 WHERE id = $1");

    static NpgsqlBatchCommand Plain(string sql, Guid id, Change change) =>
        new(sql) { Parameters = { new() { Value = id }, new() { Value = change.Now, NpgsqlDbType = change.Type } } };

    static NpgsqlBatchCommand Secret(string sql, Guid id, byte[] value, Guid? index) =>
        new(sql) { Parameters = { new() { Value = id }, new() { Value = value }, new() { Value = index!.Value } } };

    sealed record Change(string Field, string? Before, object Now, NpgsqlDbType Type);

    sealed record Stored(
        string Name, string? Sex, DateOnly? BornOn, DateOnly? ValidUntil, string? Phone, string? Card, string? Residence, string Ethnicity, string Education,
        string Employment, string Skill, string Hukou, bool? FromElsewhere, DateOnly JoinedOn, bool JoinedStated, string State);
}
