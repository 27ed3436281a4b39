using System.Globalization;
using Npgsql;
using Waystation.Data;

namespace Waystation.Members;

/// <summary>A person's whole record, opened: for the person, for whoever reveals it on the log, and for what changes it.</summary>
/// <param name="Union">The name of the union.</param>
/// <param name="Values">By the code of a <see cref="MemberField"/>, as text; null where nothing stands.</param>
public sealed record MemberRecord(Guid Id, Guid UnionId, string Union, string State, string DocumentKind, DateOnly ReportedOn, Guid? ReportedByRun, DateOnly? LeftOn, IReadOnlyDictionary<string, string?> Values)
{
    public string? this[string code] => Values.GetValueOrDefault(code);

    internal IdentityDocument Document => new(DocumentKind, this["document"] ?? "");

    internal MemberSecrets Secrets => new(this["document"] ?? "", this["phone"] ?? "", this["card"] ?? "", this["residence"] ?? "");

    /// <summary>Null: nobody has this id, or it was erased.</summary>
    /// <param name="forUpdate">Holds the row until the transaction ends.</param>
    public static async Task<MemberRecord?> FindAsync(NpgsqlConnection connection, Guid id, Vault vault, bool forUpdate, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(forUpdate ? Select + " FOR UPDATE" : Select, connection);
        command.With(id);
        await using var row = await command.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? Read(row, vault) : null;
    }

    const string Select =
        """
        SELECT id, union_id, state, document_kind, reported_on, reported_by_run, left_on, secrets,
            name, sex, born_on::text, document_valid_until, ethnicity, education, employment, skill, hukou, from_elsewhere::text, CASE WHEN joined_on_stated THEN joined_on::text END,
            (SELECT u.name FROM unions u WHERE u.id = union_id)
        FROM members WHERE id = $1 AND erased_at IS NULL
        """;

    static MemberRecord Read(NpgsqlDataReader row, Vault vault)
    {
        var secrets = MemberSecrets.Open(row.GetFieldValue<byte[]>(7), vault);
        string? Text(int i) => row.IsDBNull(i) || row.GetString(i).Length == 0 ? null : row.GetString(i);
        var values = new Dictionary<string, string?>
        {
            ["name"] = Text(8), ["document"] = Or(secrets.Number), ["document_valid_until"] = row.IsDBNull(11) ? null : Day(row.GetFieldValue<DateOnly>(11)),
            ["sex"] = Text(9), ["born_on"] = Text(10), ["phone"] = Or(secrets.Phone), ["card"] = Or(secrets.Card), ["residence"] = Or(secrets.Residence),
            ["ethnicity"] = Text(12), ["education"] = Text(13), ["employment"] = Text(14), ["skill"] = Text(15), ["hukou"] = Text(16), ["from_elsewhere"] = Text(17), ["joined_on"] = Text(18),
        };
        return new(row.GetGuid(0), row.GetGuid(1), row.GetString(19), row.GetString(2), row.GetString(3), row.GetFieldValue<DateOnly>(4),
            row.IsDBNull(5) ? null : row.GetGuid(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6), values);
    }

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static string? Or(string text) => text.Length == 0 ? null : text;
}
