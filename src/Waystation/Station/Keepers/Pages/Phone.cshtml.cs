using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Keepers.Pages;

/// <summary>A keeper leaves their own phone, if they like, and takes it away again.</summary>
[ForStaff(Right.KeepOwnStation)]
[SlowedByAddress]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PhoneModel(KeeperPhones phones, PhoneCodes codes, PhoneTicket ticket) : PageModel
{
    public string? LastFour { get; private set; }
    public bool CanSend => phones.CanSend;

    /// <summary>Where a code has just been sent, masked.</summary>
    public string? Sent { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => DoAsync(() => Task.CompletedTask, ct);

    public Task<IActionResult> OnPostSendAsync(string? phone, CancellationToken ct) => DoAsync(async () =>
    {
        var (dialled, code) = await codes.SendAsync(phone, SessionCookie.DeviceOf(HttpContext), ct);
        ticket.Give(Response, new(dialled, code, null));
        Sent = Mobile.Masked(dialled);
    }, ct);

    public Task<IActionResult> OnPostProveAsync(string? code, CancellationToken ct) => DoAsync(async () =>
    {
        var step = ticket.Read(Request) ?? throw new Refusal(Say.StartAgain);
        Sent = Mobile.Masked(step.Phone);
        await phones.KeepAsync(step, code, ct);
        ticket.Take(Response);
        Sent = null;
    }, ct);

    public Task<IActionResult> OnPostForgetAsync(CancellationToken ct) => DoAsync(() => phones.ForgetAsync(ct), ct);

    async Task<IActionResult> DoAsync(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
        }

        LastFour = await phones.LastFourAsync(ct);
        return Page();
    }
}
