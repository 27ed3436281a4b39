using Npgsql;
using Waystation.Data;

namespace Waystation.Members;

/// <summary>Writes new members straight into their table by binary COPY.</summary>
static class MemberColumns
{
    const string Copy =
        """
        COPY members (id, union_id, state, name, sex, born_on, document_kind, document_index, document_valid_until,
            phone_index, card_index, secrets, ethnicity, education, employment, skill, hukou, from_elsewhere,
            joined_on, joined_on_stated, form_digest, reported_by_run, reported_on, last_four, belongs_since) FROM STDIN (FORMAT binary)
        """;

    const short Columns = 25;

    public static async Task WriteAsync(NpgsqlConnection connection, IEnumerable<NewMember> members, ImportKind what, Guid run, DateOnly today, bool sinceJoining, CancellationToken ct)
    {
        var rows = await CopyRows.BeginAsync(connection, Copy, ct);
        foreach (var member in members)
        {
            Add(rows, member, what, run, today, sinceJoining);
            await rows.EndRowAsync(ct);
        }

        await rows.EndAsync(ct);
    }

    static void Add(CopyRows rows, NewMember member, ImportKind what, Guid run, DateOnly today, bool sinceJoining)
    {
        var (entry, secret) = (member.Row.Entry, member.Row.Sealed!);
        rows.StartRow(Columns);
        rows.Add(Guid.CreateVersion7());
        rows.Add(member.UnionId);
        rows.Add(StateOf(entry, what));
        rows.Add(entry.Name);
        rows.Add(SexOf(entry.Sex));
        rows.Add(entry.BornOn);
        rows.Add(entry.Document.Kind);
        rows.Add(secret.Document);
        rows.Add(entry.DocumentValidUntil);
        rows.Add(secret.Phone);
        rows.Add(secret.Card);
        rows.Add(secret.Secrets);
        foreach (var text in (ReadOnlySpan<string>)[entry.Ethnicity, entry.Education, entry.Employment, entry.Skill, entry.Hukou]) rows.Add(text);
        rows.Add(entry.FromElsewhere);
        rows.Add(entry.JoinedOn ?? today);
        rows.Add(entry.JoinedOn is not null);
        rows.Add(secret.Digest);
        rows.Add(run);
        rows.Add(today);
        rows.Add(secret.LastFour);
        rows.Add(sinceJoining ? entry.JoinedOn : null);
    }

    public static string StateOf(MemberEntry entry, ImportKind what) =>
        what is ImportKind.Applications ? MemberState.Applied : entry.Retained ? MemberState.Retained : MemberState.Member;

    public static string? SexOf(Sex? sex) => sex switch { Sex.Male => "male", Sex.Female => "female", _ => null };
}

/// <summary>A row that becomes a member, and where.</summary>
readonly record struct NewMember(CheckedRow Row, Guid UnionId);
