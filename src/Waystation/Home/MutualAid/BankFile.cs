using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>All that a bank is told about anybody.</summary>
public readonly record struct BankRow(long Reference, string Account, string Name, Money Amount);

/// <summary>A released batch as a bank reads it: reference, account, name and amount, and nothing else about anybody.</summary>
public sealed class BankFile(House house, BankForms forms)
{
    /// <returns>The file's extension.</returns>
    public async Task<string> WriteAsync(Desk desk, int number, string? form, Stream to, CancellationToken ct)
    {
        var rows = await ReadAsync(number, ct);
        Rule.Require(rows.Count > 0, Say.NoSuchBatch);
        var extension = await forms.WriteAsync(rows, $"AID-{number}", form, to);
        await new LogLine(desk.Caller.Actor, Did.TookBankFile, house.Clock.GetUtcNow(), Amount: rows.Count).WriteAsync(house.Database.Source, ct);
        return extension;
    }

    async Task<List<BankRow>> ReadAsync(int number, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT p.reference, p.fen, coalesce(n.secrets, i.secrets) FROM aid_payments p JOIN insured_people i ON i.id = p.person_id JOIN aid_batches b ON b.number = p.batch
            LEFT JOIN aid_beneficiaries n ON n.quarter = p.quarter AND n.person_id = p.person_id
            WHERE p.batch = $1 AND b.released_at IS NOT NULL ORDER BY p.reference
            """);
        ask.CommandTimeout = 0;
        await using var row = await ask.With(number).ExecuteReaderAsync(ct);
        List<BankRow> rows = [];
        while (await row.ReadAsync(ct))
        {
            var secrets = InsuredSecrets.Open(row.GetFieldValue<byte[]>(2), house.Vault);
            rows.Add(new(row.GetInt64(0), secrets.Card, secrets.Name, new(row.GetInt64(1))));
        }

        return rows;
    }
}
