using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MyData.Pages;

/// <summary>What is held about me, why, on which ground, until when; and a copy of all of it.</summary>
[ForWorkers]
public sealed class DataModel(MyFile file, Holdings holdings, TakeCopy copy, Rules rules) : PageModel
{
    public Held Held { get; private set; } = null!;
    public bool IsMasked => file.IsMasked;
    public string MaskedUntil => file.Caller.MaskedUntil is { } until ? When.Spoken(until) : "";

    public async Task OnGetAsync(CancellationToken ct)
    {
        Held = await holdings.ReadAsync(ct);
        Response.Headers.CacheControl = "no-store";
    }

    public async Task<IActionResult> OnPostCopyAsync(CancellationToken ct)
    {
        try
        {
            Response.Headers.CacheControl = "no-store";
            return File(await copy.RunAsync(ct), "application/zip", "my-data.zip");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError("", refusal.Sentence.ToString());
            await OnGetAsync(ct);
            return Page();
        }
    }

    public IEnumerable<(MemberField Field, string? Value)> Fields(bool voluntary) =>
        MemberField.All.Where(field => field.IsVoluntary == voluntary).Select(field => (field, Held.Record?[field.Code]));

    public string HowLong(HeldClass held) => held.HowLong(rules, file.Today);

    /// <summary>Codes as people say them.</summary>
    public static string Spoken(MemberField field, string? value) => (field.Code, value) switch
    {
        (_, null) => Words.Say("mydata.nothing-recorded"),
        ("sex", "male" or "female") => Words.Say($"mydata.value-{value}"),
        ("from_elsewhere", "true" or "false") => Words.Say($"mydata.value-{value}"),
        ("document_valid_until", "9999-12-31") => Words.Say("mydata.value-forever"),
        _ => value,
    };

    public static string Time(DateTime at) => When.Spoken(at);
}
