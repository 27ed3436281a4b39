using System.Globalization;
using System.Text;
using System.Xml;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>ISO 20022 customer credit transfer initiation, pain.001.001.09.</summary>
static class PainFile
{
    /// <param name="id">By which the batch is known to the bank.</param>
    public static void Write(IReadOnlyList<BankRow> rows, string id, DateTimeOffset now, Stream to)
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
