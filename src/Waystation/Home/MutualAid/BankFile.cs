using System.Globalization;
using System.Text;
using System.Xml;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.MutualAid;

public enum BankFormat { Xlsx, Gbk, Pain }

/// <summary>All that a bank is told about anybody.</summary>
public readonly record struct BankRow(long Reference, string Account, string Name, Money Amount);

/// <summary>A released batch as a bank reads it: reference, account, name and amount, and nothing else about anybody.</summary>
public sealed class BankFile(House house)
{
    public async Task WriteAsync(Desk desk, int number, BankFormat format, Stream to, CancellationToken ct)
    {
        var rows = await ReadAsync(number, ct);
        Rule.Require(rows.Count > 0, Say.NoSuchBatch);
        await WriteAsync(rows, $"AID-{number}", format, house.Clock.GetUtcNow(), to);
        await new LogLine(desk.Caller.Actor, Did.TookBankFile, house.Clock.GetUtcNow(), Amount: rows.Count).WriteAsync(house.Database.Source, ct);
    }

    /// <param name="id">By which the batch is known to the bank.</param>
    public static async Task WriteAsync(IReadOnlyList<BankRow> rows, string id, BankFormat format, DateTimeOffset at, Stream to)
    {
        if (format is BankFormat.Pain) WritePain(rows, id, at, to);
        else if (format is BankFormat.Gbk) await WriteTextAsync(rows, to);
        else WriteWorkbook(rows, to);
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

    static void WriteWorkbook(IReadOnlyList<BankRow> rows, Stream to)
    {
        using var sheet = WrittenSheet.Begin(to, asWorkbook: true, "代发");
        sheet.Write(["业务参考号", "账号", "户名", "金额"]);
        foreach (var row in rows) sheet.Write([Reference(row), row.Account, row.Name, row.Amount.ToString()]);
    }

    /// <summary>账号|户名|金额|参考号, as most banks' batch entry takes it.</summary>
    static async Task WriteTextAsync(IReadOnlyList<BankRow> rows, Stream to)
    {
        await using var text = new StreamWriter(to, CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!, 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        foreach (var row in rows) await text.WriteLineAsync($"{row.Account}|{row.Name.Replace('|', ' ')}|{row.Amount}|{Reference(row)}");
    }

    /// <summary>ISO 20022 customer credit transfer initiation.</summary>
    static void WritePain(IReadOnlyList<BankRow> rows, string id, DateTimeOffset now, Stream to)
    {
        const string Space = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
        var sum = rows.Aggregate(Money.Zero, (all, row) => all + row.Amount).ToString();
        using var xml = XmlWriter.Create(to, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true });
        xml.WriteStartElement("Document", Space);
        xml.WriteStartElement("CstmrCdtTrfInitn", Space);
        xml.WriteStartElement("GrpHdr", Space);
        foreach (var (name, value) in new[] { ("MsgId", id), ("CreDtTm", now.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)), ("NbOfTxs", rows.Count.ToString(CultureInfo.InvariantCulture)), ("CtrlSum", sum) }) xml.WriteElementString(name, Space, value);
        Nested(xml, Space, id, "InitgPty", "Nm");
        xml.WriteEndElement();
        xml.WriteStartElement("PmtInf", Space);
        foreach (var (name, value) in new[] { ("PmtInfId", id), ("PmtMtd", "TRF"), ("NbOfTxs", rows.Count.ToString(CultureInfo.InvariantCulture)), ("CtrlSum", sum) }) xml.WriteElementString(name, Space, value);
        foreach (var row in rows) Transfer(xml, Space, row);
        xml.WriteEndDocument();
    }

    static void Transfer(XmlWriter xml, string space, BankRow row)
    {
        xml.WriteStartElement("CdtTrfTxInf", space);
        Nested(xml, space, Reference(row), "PmtId", "EndToEndId");
        xml.WriteStartElement("Amt", space);
        xml.WriteStartElement("InstdAmt", space);
        xml.WriteAttributeString("Ccy", "CNY");
        xml.WriteString(row.Amount.ToString());
        xml.WriteEndElement();
        xml.WriteEndElement();
        Nested(xml, space, row.Name, "Cdtr", "Nm");
        Nested(xml, space, row.Account, "CdtrAcct", "Id", "Othr", "Id");
        xml.WriteEndElement();
    }

    static void Nested(XmlWriter xml, string space, string value, params string[] names)
    {
        foreach (var name in names) xml.WriteStartElement(name, space);
        xml.WriteString(value);
        foreach (var _ in names) xml.WriteEndElement();
    }

    static string Reference(BankRow row) => row.Reference.ToString(CultureInfo.InvariantCulture);
}
