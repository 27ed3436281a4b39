using System.Security.Cryptography;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Tables;

namespace Waystation.Equipment;

/// <summary>A list of things leaves the house as a file, and the log says so.</summary>
public sealed class TakeGoodsList(Desk desk)
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task<Stream> RunAsync(Guid about, string name, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object>> rows, bool asWorkbook, CancellationToken ct)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using (var sheet = WrittenSheet.Begin(file, asWorkbook, name))
        {
            sheet.Write(heads);
            foreach (var row in rows) sheet.Write(row);
        }

        file.Position = 0;
        var hash = await SHA256.HashDataAsync(file, ct);
        await desk.NoteExportAsync(Did.ExportedGoods, about, [], Purpose.CheckNumbers, hash, ct);
        file.Position = 0;
        return file;
    }
}
