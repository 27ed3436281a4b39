using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Shared;

namespace Waystation.Members.Pages;

/// <summary>The list as it was filtered, taken out as a file for a purpose that each member on it can read.</summary>
[ForStaff(Right.SeeMembers)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ExportModel(Desk desk, ExportMembers export) : PageModel
{
    const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public MemberFilter Filter { get; private set; } = new();

    public IActionResult OnGet() => Redirect("/members");

    public async Task<IActionResult> OnPostAsync([FromQuery] MemberFilter filter, Purpose? why, bool workbook, CancellationToken ct)
    {
        try
        {
            Rule.Require(ModelState.IsValid && why is not null && Enum.IsDefined(why.Value), Say.PurposeNeeded);
            Filter = filter.Checked();
            if (Filter.Union is { } union && !await desk.ReachesAsync(union, ct)) return NotFound();

            var file = await export.RunAsync(Filter, workbook, why!.Value, ct);
            return File(file, workbook ? Workbook : "text/csv", $"{Words.Say("members.list-title")}-{desk.Today:yyyyMMdd}{(workbook ? ".xlsx" : ".csv")}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }
}
