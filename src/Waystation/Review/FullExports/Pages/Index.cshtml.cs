using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.FullExports.Pages;

/// <summary>Unmasked exports: what waits for this officer's release, and what they asked for themselves.</summary>
[ForStaff(Right.RevealMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(Desk desk, ReadFullExports read) : PageModel
{
    public IReadOnlyList<ExportView> Waiting { get; private set; } = [];
    public IReadOnlyList<ExportView> Mine { get; private set; } = [];
    public DateTime Now => desk.Now;

    public async Task OnGetAsync(CancellationToken ct) => (Waiting, Mine) = (await read.WaitingAsync(ct), await read.MineAsync(ct));

    public static string What(ExportView view) => view.Indicator is { } indicator
        ? Shared.Words.Say("exports.what-records", view.Union, view.Month!.Value.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture), Shared.Words.Say($"indicators.{indicator}"))
        : Shared.Words.Say(view.Below ? "exports.what-members-below" : "exports.what-members", view.Union);

    public static string At(DateTime at) => Shared.City.LocalTime(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static string Shape(string state) => state switch { "released" => "open", "waiting" => "unknown", _ => "closed" };
}
