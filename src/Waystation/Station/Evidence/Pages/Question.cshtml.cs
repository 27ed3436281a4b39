using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Evidence.Pages;

/// <summary>One doubt, and its answer: fine, closed until when and why; mended, broken, missing.</summary>
[ForStaff(Right.KeepStations)]
public sealed class QuestionModel(Desk desk, AnswerForStation answers) : PageModel
{
    public StationQuestion Question { get; private set; } = null!;
    public Station Station { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string? answer, string? reason, string? until, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            await answers.AnswerAsync(Question, answer ?? "", reason ?? "", CityTime.Read(until), ct);
            return Redirect("/station-questions");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return await FindAsync(id, ct) ? Page() : NotFound();
        }
    }

    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<StationQuestion>(id, ct) is not { } question || await desk.FindAsync<Station>(question.StationId, ct) is not { } station) return false;

        (Question, Station) = (question, station);
        return true;
    }
}
