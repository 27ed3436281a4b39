using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Modes.Pages;

/// <summary>Modes of the branch: ordered by a district, counted for everybody below it.</summary>
[ForStaff(Right.KeepStations, toRead: Right.SeeStations)]
public sealed class ModesModel(Desk desk, OrderMode order, ModeLists lists) : PageModel
{
    [BindProperty] public ModeKind? Kind { get; set; }
    [BindProperty] public string? From { get; set; }
    [BindProperty] public string? Until { get; set; }
    [BindProperty] public string? OpenFrom { get; set; }
    [BindProperty] public string? OpenUntil { get; set; }
    public DateOnly Today => desk.Today;
    public bool MayOrder => HttpContext.MayChange() && order.MayOrder;
    public IReadOnlyList<CountedMode> All { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => All = await lists.AllAsync(ct);

    public Task<IActionResult> OnPostOrderAsync(CancellationToken ct) => DoAsync(() => order.RunAsync(new(Kind, Day(From), Day(Until), Time(OpenFrom), Time(OpenUntil)), ct), ct);

    public Task<IActionResult> OnPostEndAsync(Guid mode, CancellationToken ct) => DoAsync(async () =>
    {
        await order.EndAsync(await desk.FindAsync<StationMode>(mode, ct) ?? throw new Refusal(Say.NoSuchMode), ct);
    }, ct);

    static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static TimeOnly? Time(string? typed) => TimeOnly.TryParseExact((typed ?? "").Trim().Replace('：', ':'), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
            return LocalRedirect("/station-modes");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            All = await lists.AllAsync(ct);
            return Page();
        }
    }
}
