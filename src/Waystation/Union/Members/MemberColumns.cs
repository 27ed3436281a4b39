using Npgsql;
using NpgsqlTypes;

namespace Waystation.Members;

/// <summary>Writes new members straight into their table by binary COPY.</summary>
static class MemberColumns
{
    const string Copy =
        """
        COPY members (id, union_id, state, name, sex, born_on, document_kind, document_index, document_sealed, document_valid_until,
            phone_index, phone_sealed, card_index, card_sealed, residence_sealed, ethnicity, education, employment, skill, hukou, from_elsewhere,
            joined_on, joined_on_stated, form_digest, reported_by_run, reported_on) FROM STDIN (FORMAT binary)
        """;

    public static async Task WriteAsync(NpgsqlConnection connection, IEnumerable<NewMember> members, ImportKind what, Guid run, DateOnly today, CancellationToken ct)
    {
        await using var writer = await connection.BeginBinaryImportAsync(Copy, ct);
        foreach (var member in members) Write(writer, member, what, run, today);
        await writer.CompleteAsync(ct);
    }

    static void Write(NpgsqlBinaryImporter writer, NewMember member, ImportKind what, Guid run, DateOnly today)
    {
        var (entry, secret) = (member.Row.Entry, member.Row.Sealed!);
        writer.StartRow();
        writer.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
        writer.Write(member.UnionId, NpgsqlDbType.Uuid);
        writer.Write(StateOf(entry, what), NpgsqlDbType.Text);
        writer.Write(entry.Name, NpgsqlDbType.Text);
        Write(writer, SexOf(entry.Sex), NpgsqlDbType.Text);
        Write(writer, entry.BornOn);
        writer.Write(entry.Document.Kind, NpgsqlDbType.Text);
        writer.Write(secret.Document, NpgsqlDbType.Uuid);
        writer.Write(secret.DocumentSealed, NpgsqlDbType.Bytea);
        Write(writer, entry.DocumentValidUntil);
        Write(writer, secret.Phone);
        Write(writer, secret.PhoneSealed, NpgsqlDbType.Bytea);
        Write(writer, secret.Card);
        Write(writer, secret.CardSealed, NpgsqlDbType.Bytea);
        Write(writer, secret.ResidenceSealed, NpgsqlDbType.Bytea);
        foreach (var text in (ReadOnlySpan<string>)[entry.Ethnicity, entry.Education, entry.Employment, entry.Skill, entry.Hukou]) writer.Write(text, NpgsqlDbType.Text);
        if (entry.FromElsewhere is { } elsewhere) writer.Write(elsewhere, NpgsqlDbType.Boolean); else writer.WriteNull();
        writer.Write(entry.JoinedOn ?? today, NpgsqlDbType.Date);
        writer.Write(entry.JoinedOn is not null, NpgsqlDbType.Boolean);
        writer.Write(secret.Digest, NpgsqlDbType.Uuid);
        writer.Write(run, NpgsqlDbType.Uuid);
        writer.Write(today, NpgsqlDbType.Date);
    }

    public static string StateOf(MemberEntry entry, ImportKind what) =>
        what is ImportKind.Applications ? MemberState.Applied : entry.Retained ? MemberState.Retained : MemberState.Member;

    public static string? SexOf(Sex? sex) => sex switch { Sex.Male => "male", Sex.Female => "female", _ => null };

    static void Write(NpgsqlBinaryImporter writer, DateOnly? day)
    {
        if (day is null) writer.WriteNull();
        else writer.Write(day.Value, NpgsqlDbType.Date);
    }

    static void Write(NpgsqlBinaryImporter writer, Guid? index)
    {
        if (index is null) writer.WriteNull();
        else writer.Write(index.Value, NpgsqlDbType.Uuid);
    }

    static void Write<T>(NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type) where T : class
    {
        if (value is null) writer.WriteNull();
        else writer.Write(value, type);
    }
}

/// <summary>A row that becomes a member, and where.</summary>
readonly record struct NewMember(CheckedRow Row, Guid UnionId);
