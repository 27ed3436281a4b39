using System.Security.Cryptography;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Members;

/// <summary>
/// The list as it is filtered leaves the house as a file, as masked as on the page. The log has one line, which each of these members finds.
/// </summary>
public sealed class ExportMembers(Desk desk, MemberList list)
{
    public const int MostRows = 100_000;

    /// <returns>A file that deletes itself when it is closed.</returns>
    public async Task<FileStream> RunAsync(MemberFilter filter, bool asWorkbook, Purpose why, CancellationToken ct)
    {
        var members = await list.AllAsync(filter, MostRows + 1, ct);
        Rule.Require(members.Count > 0, Say.NobodyToExport);
        Rule.Require(members.Count <= MostRows, Say.TooManyToExport(MostRows));

        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            Write(file, members, asWorkbook);
            file.Position = 0;
            await desk.NoteExportAsync(Did.ExportedMembers, about: null, members.ConvertAll(m => m.Id), why, await SHA256.HashDataAsync(file, ct), ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    static void Write(Stream to, List<ListedMember> members, bool asWorkbook)
    {
        using var sheet = WrittenSheet.Begin(to, asWorkbook, Words.Say("members.list-title"));
        sheet.Write([.. new[] { "name", "document", "phone", "union", "state", "joined" }.Select(column => Words.Say($"members.col-{column}"))]);
        foreach (var m in members) sheet.Write([m.Name, m.Document, m.Phone, m.Union, Words.Say($"members.state-{m.State}"), m.JoinedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]);
    }
}
