using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Pictures;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds.Pages;

/// <summary>A visit written down in an ordinary form. Its number is made with the form, so that sending it twice is one visit.</summary>
[ForStaff(Right.InspectStations)]
[PhotoForm]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class VisitModel(Desk desk, ReadRounds rounds, DrawUpChecklists checklists, DeliverVisit deliver, KeepFormPhoto photos) : PageModel
{
    const string Clock = "yyyy-MM-dd'T'HH:mm";

    [BindProperty] public Guid VisitId { get; set; }
    [BindProperty] public Guid ChecklistId { get; set; }
    [BindProperty] public string? At { get; set; }
    [BindProperty] public Dictionary<string, string?> Answers { get; set; } = [];
    [BindProperty] public Dictionary<string, string?> Notes { get; set; } = [];
    [BindProperty] public string? Agreed { get; set; }
    [BindProperty] public string? Met { get; set; }
    [BindProperty] public string? Note { get; set; }
    public RoundStop Stop { get; private set; } = null!;
    public Station Station { get; private set; } = null!;
    public IReadOnlyList<ChecklistItem> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        (VisitId, At) = (Guid.CreateVersion7(), City.LocalTime(new DateTimeOffset(desk.Now, TimeSpan.Zero)).ToString(Clock, CultureInfo.InvariantCulture));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid picture, IFormFile? photo, string? takenAt, CancellationToken ct)
    {
        if (!await FindAsync(id, ct)) return NotFound();

        try
        {
            var read = Read();
            var shown = await photos.RunAsync(new(picture, photo, takenAt), new(Stop.UnionId, Stop.StationId, desk.Caller.AccountId), ct);
            await deliver.RunAsync(VisitId, shown is { } one ? read with { Pictures = [one] } : read, ct);
            return LocalRedirect($"/round-stops/{id}");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    VisitReport Read()
    {
        var isTime = DateTime.TryParseExact(At, [Clock, "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at);
        Rule.Require(isTime, Say.TimeWrong);
        Rule.Require(Answers.Values.All(a => a is null || Known<Answer>(a)) && Known<Agreed>(Agreed), Say.ChooseAnAnswer);
        // Nobody delivers the form of an empty id.
        Rule.Require(VisitId != Guid.Empty, Say.CannotBeRead);
        List<Answered> answers = [.. Answers.Where(a => a.Value is not null).Select(a => new Answered(a.Key, Wire.Read<Answer>(a.Value!), string.IsNullOrWhiteSpace(Notes.GetValueOrDefault(a.Key)) ? null : Notes[a.Key]!.Trim()))];
        return new(Stop.RoundId, Stop.StationId, ChecklistId, new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(at, City.Zone), TimeSpan.Zero), answers, Wire.Read<Agreed>(Agreed!), Met: Met, Note: Note);
    }

    static bool Known<T>(string? code) where T : struct, Enum => Enum.GetValues<T>().Any(value => Wire.Code(value) == code);

    /// <summary>A form that comes back is shown with the list it was made with.</summary>
    async Task<bool> FindAsync(Guid id, CancellationToken ct)
    {
        if (await desk.FindAsync<RoundStop>(id, ct) is not { } stop || await rounds.FindAsync(stop.RoundId, ct) is null) return false;

        Stop = stop;
        Station = await rounds.StationAsync(stop.StationId, ct);
        if (await checklists.FindAsync(ChecklistId, ct) is not { } known) (ChecklistId, known) = await checklists.ForAsync(Station, ct);
        Items = known.Items;
        return true;
    }
}
