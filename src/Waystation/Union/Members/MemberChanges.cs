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
        SELECT name, sex, born_on, document_valid_until, secrets, ethnicity, education, employment, skill, hukou,
            from_elsewhere, joined_on, joined_on_stated, state FROM members WHERE id = $1 FOR UPDATE
        """;

    /// <summary>True where anything changed; with <paramref name="dryRun"/> nothing is written.</summary>
    public async Task<bool> ApplyAsync(NpgsqlConnection connection, KnownMember known, CheckedRow row, bool dryRun, CancellationToken ct)
    {
        var old = await ReadAsync(connection, known.Id, ct);
        var changes = Between(old, row.Entry);
        if (changes.Count > 0 && !dryRun) await WriteAsync(connection, known.Id, row, changes, old.Secrets.With(row.Entry), ct);
        return changes.Count > 0;
    }

    async Task<Stored> ReadAsync(NpgsqlConnection connection, Guid id, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Read, connection) { Parameters = { new() { Value = id } } };
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        DateOnly? Day(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<DateOnly>(i);
        return new(row.GetString(0), Text(1), Day(2), Day(3), MemberSecrets.Open(row.GetFieldValue<byte[]>(4), vault), row.GetString(5), row.GetString(6), row.GetString(7),
            row.GetString(8), row.GetString(9), row.IsDBNull(10) ? null : row.GetBoolean(10), row.GetFieldValue<DateOnly>(11), row.GetBoolean(12), row.GetString(13));
    }

    List<Change> Between(Stored old, MemberEntry entry)
    {
        var changes = new List<Change>();
        Text("name", old.Name, entry.Name);
        Text("sex", old.Sex, MemberColumns.SexOf(entry.Sex));
        Day("born_on", old.BornOn, entry.BornOn);
        Day("document_valid_until", old.ValidUntil, entry.DocumentValidUntil);
        Secret("phone", old.Secrets.Phone, entry.Phone);
        Secret("card", old.Secrets.Card, entry.Card);
        Secret("residence", old.Secrets.Residence, entry.Residence);
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

    async Task WriteAsync(NpgsqlConnection connection, Guid id, CheckedRow row, List<Change> changes, MemberSecrets secrets, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var change in changes)
        {
            if (!change.IsSecret) batch.BatchCommands.Add(Update(id, change));
            batch.BatchCommands.Add(new("INSERT INTO member_changes (member_id, field, old_sealed, changed_on, run_id) VALUES ($1, $2, $3, $4, $5)")
            {
                Parameters =
                {
                    new() { Value = id }, new() { Value = change.Field }, new() { Value = change.Before is { Length: > 0 } before ? vault.Seal(before) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea },
                    new() { Value = today }, new() { Value = run },
                },
            });
        }

        if (changes.Exists(change => change.IsSecret)) batch.BatchCommands.Add(Update(id, secrets, row.Sealed!));
        batch.BatchCommands.Add(new("UPDATE members SET form_digest = $2 WHERE id = $1") { Parameters = { new() { Value = id }, new() { Value = row.Sealed!.Digest } } });
        await batch.ExecuteNonQueryAsync(ct);
    }

    static NpgsqlBatchCommand Update(Guid id, Change change) => change.Field switch
    {
        "joined_on" => Plain("UPDATE members SET joined_on = $2, joined_on_stated = true WHERE id = $1", id, change),
        _ => Plain(plainUpdates[change.Field], id, change),
    };

    NpgsqlBatchCommand Update(Guid id, MemberSecrets secrets, SealedEntry form) =>
        new("UPDATE members SET secrets = $2, phone_index = coalesce($3, phone_index), card_index = coalesce($4, card_index) WHERE id = $1")
        {
            Parameters = { new() { Value = id }, new() { Value = secrets.Seal(vault) }, Index(form.Phone), Index(form.Card) },
        };

    static NpgsqlParameter Index(Guid? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid };

    static readonly Dictionary<string, string> plainUpdates =
        new[] { "name", "sex", "born_on", "document_valid_until", "ethnicity", "education", "employment", "skill", "hukou", "from_elsewhere", "state" }
            .ToDictionary(field => field, field => $"UPDATE members SET {field} = $2 WHERE id = $1");

    static NpgsqlBatchCommand Plain(string sql, Guid id, Change change) =>
        new(sql) { Parameters = { new() { Value = id }, new() { Value = change.Now, NpgsqlDbType = change.Type } } };

    sealed record Change(string Field, string? Before, object Now, NpgsqlDbType Type)
    {
        public bool IsSecret => Type is NpgsqlDbType.Bytea;
    }

    sealed record Stored(
        string Name, string? Sex, DateOnly? BornOn, DateOnly? ValidUntil, MemberSecrets Secrets, string Ethnicity, string Education,
        string Employment, string Skill, string Hukou, bool? FromElsewhere, DateOnly JoinedOn, bool JoinedStated, string State);
}
