using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Members;

/// <summary>A value that stood with the person's consent goes out of the record, with all that stood there before it.</summary>
public sealed class ForgetField(Vault vault)
{
    /// <param name="connection">With its open transaction.</param>
    public async Task RunAsync(NpgsqlConnection connection, Guid memberId, MemberField field, CancellationToken ct)
    {
        Rule.Require(field.IsVoluntary, Say.FieldIsNeeded(field.Name));
        var record = await MemberRecord.FindAsync(connection, memberId, vault, forUpdate: true, ct) ?? throw new Refusal(Say.NoSuchMember);

        await using var forget = new NpgsqlCommand(field.IsSecret ? Secret : plain[field.Code], connection);
        forget.With(memberId);
        if (field.IsSecret) AddSecret(forget, record, field);
        await forget.ExecuteNonQueryAsync(ct);
        await using var before = new NpgsqlCommand("DELETE FROM member_changes WHERE member_id = $1 AND field = $2", connection);
        before.With(memberId, field.Code);
        await before.ExecuteNonQueryAsync(ct);
    }

    const string Secret =
        """
        UPDATE members SET secrets = $2, phone_index = CASE WHEN $3 THEN NULL ELSE phone_index END, card_index = CASE WHEN $4 THEN NULL ELSE card_index END,
            form_digest = gen_random_uuid() WHERE id = $1
        """;

    static readonly Dictionary<string, string> plain = MemberField.All.Where(field => field is { IsVoluntary: true, IsSecret: false }).ToDictionary(field => field.Code, field => field.Code switch
    {
        "from_elsewhere" => "UPDATE members SET from_elsewhere = NULL, form_digest = gen_random_uuid() WHERE id = $1",
        _ => $"UPDATE members SET {field.Code} = '', form_digest = gen_random_uuid() WHERE id = $1",
    });

    void AddSecret(NpgsqlCommand forget, MemberRecord record, MemberField field)
    {
        var secrets = field.Code switch
        {
            "phone" => record.Secrets with { Phone = "" },
            "card" => record.Secrets with { Card = "" },
            _ => record.Secrets with { Residence = "" },
        };
        forget.With(secrets.Seal(vault), field == MemberField.Phone, field == MemberField.Card);
    }
}
