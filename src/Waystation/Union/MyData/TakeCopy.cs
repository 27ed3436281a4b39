using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.MyData;

/// <summary>
/// Everything held about a person, handed to them at once in a form that another program reads too (PIPL §45): a ZIP with
/// <c>my-data.json</c>, and the record again as <c>record.csv</c>. It is a line in the log, which they find.
/// </summary>
public sealed class TakeCopy(MyFile file, Holdings holdings, Looks looks)
{
    const int MostLooks = 10_000;

    static readonly JsonSerializerOptions readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> RunAsync(CancellationToken ct)
    {
        // A phone that came to the record lately may be somebody else's: nothing is handed out to it.
        Rule.Require(!file.IsMasked, Say.MaskedNow(file.Caller.MaskedUntil ?? file.Now));
        await file.SaveAsync(Did.TookOwnCopy, file.MemberId ?? file.AccountId, ct: ct);
        var held = await holdings.ReadAsync(ct);
        var all = new
        {
            TakenAt = file.Now,
            held.Record, held.Union, Account = new { held.AccountMadeAt, held.BoundAt, held.Phones, held.Sessions }, FormerValues = held.Formers,
            Requests = (await file.Mine<DataRequest>().OrderBy(r => r.MadeAt).ToListAsync(ct)).Select(r => new { Kind = r.Kind.Code(), r.Field, State = r.State.Code(), r.MadeAt, r.DueOn, r.AnsweredAt, Reason = r.Reason?.Code() }),
            WhoLooked = (await looks.ReadAsync(null, MostLooks, ct)).Select(l => new { l.At, Who = l.Who.ToString(), What = Words.Say($"mydata.did-{l.Did}"), Why = l.Purpose is null ? null : Words.Say($"mydata.purpose-{l.Purpose}") }),
        };
        return Zipped(JsonSerializer.SerializeToUtf8Bytes(all, readable), held);
    }

    static byte[] Zipped(byte[] json, Held held)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = zip.CreateEntry("my-data.json").Open()) entry.Write(json);
            using (var entry = zip.CreateEntry("record.csv").Open()) WriteCsv(entry, held);
        }

        return bytes.ToArray();
    }

    static void WriteCsv(Stream to, Held held)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)) { NewLine = "\r\n" };
        text.WriteLine(CsvLine.Of(Words.Say("mydata.col-field"), Words.Say("mydata.col-value")));
        foreach (var field in MemberField.All)
            if (held.Record?[field.Code] is { } value) text.WriteLine(CsvLine.Of(field.Name.ToString(), value));
        foreach (var phone in held.Phones) text.WriteLine(CsvLine.Of(Words.Say("mydata.own-phone"), phone.Number));
    }
}
