using System.Text;
using Npgsql;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A quarter's payments as they came out of the settlement, whatever has become of them since: the same bytes every time.</summary>
public sealed class PaymentList(House house)
{
    const string Header = "证件号码,金额,状态\r\n";

    /// <summary>The file is there whole or, as it was before, not at all.</summary>
    public async Task WriteAsync(Quarter quarter, string path, CancellationToken ct)
    {
        var payments = await ReadAsync(quarter, ct);
        try
        {
            var beside = $"{path}.{Guid.NewGuid():N}.part";
            await using (var text = new StreamWriter(beside, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16))
            {
                await text.WriteAsync(Header);
                foreach (var (number, fen, failed) in payments) await text.WriteAsync($"{number},{new Money(fen)},{(failed ? "failed" : "paid")}\r\n");
            }

            File.Move(beside, path, overwrite: true);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(Say.CannotWrite(path), unwritable);
        }
    }

    async Task<List<(string Number, long Fen, bool Failed)>> ReadAsync(Quarter quarter, CancellationToken ct)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"COPY (SELECT p.fen, p.born_failed, i.secrets FROM aid_payments p JOIN insured_people i ON i.id = p.person_id WHERE p.quarter = {Unit.Quoted(quarter.Code)}) TO STDOUT (FORMAT binary)", ct);
        List<(string Number, long Fen, bool Failed)> payments = [];
        while (await rows.NextAsync(ct))
        {
            var (fen, failed) = (rows.Int64(), rows.Bool());
            payments.Add((InsuredSecrets.Open(rows.Value(), house.Vault).Number, fen, failed));
        }

        payments.Sort((a, b) => string.CompareOrdinal(a.Number, b.Number));
        return payments;
    }
}
