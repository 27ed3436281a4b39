using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;
using Waystation.Lives;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Standards.Pages;

/// <summary>Which item of which standard a place does not meet, and the form by which an officer who was there says how it is.</summary>
[ForStaff(Right.KeepStations, toRead: Right.SeeStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class StandardsModel(Desk desk, ReadStandards standards, DescribePlace describe) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public string? HostKind { get; set; }
    [BindProperty] public string? Grade { get; set; }
    [BindProperty] public int? Area { get; set; }
    [BindProperty] public bool? OnGroundFloor { get; set; }
    [BindProperty] public int? Books { get; set; }
    [BindProperty] public bool? RulesPosted { get; set; }
    [BindProperty] public string? Lon { get; set; }
    [BindProperty] public string? Lat { get; set; }
    [BindProperty] public string? Datum { get; set; }
    [BindProperty] public Dictionary<string, string?> Found { get; set; } = [];

    public Station Station { get; private set; } = null!;
    public IReadOnlyList<ComparedWith> Compared { get; private set; } = [];
    public bool MaySay => HttpContext.MayChange() && desk.Post.Role is not Role.StationKeeper;

    /// <summary>Those that a standard asks for, and those that the register lists.</summary>
    public IEnumerable<(Facility Facility, string Status)> Facilities =>
        from facility in Facility.All
        let known = Station.Facilities.FirstOrDefault(f => f.FacilityCode == facility.Code)
        where known is not null || Compared.Any(c => c.Items.Any(i => i.Item.AnyOf?.Contains(facility.Code) is true))
        select (facility, known is null ? "" : known.Status == FacilityStatus.Unknown ? "listed" : known.Status);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await FindAsync(ct)) return NotFound();

        try
        {
            Rule.Require(ModelState.IsValid, Say.ChooseFromTheList);
            var found = Found.Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Key, f => f.Value!);
            await describe.RunAsync(Station, new(Or(HostKind), Or(Grade), Area, OnGroundFloor, Books, RulesPosted), TypedPosition.Read(Lon, Lat, Datum), found, ct);
            return LocalRedirect($"/station-lives/{Id}/standards");
        }
        catch (Refusal refusal)
        {
            this.Refuse(refusal);
            return Page();
        }
    }

    async Task<bool> FindAsync(CancellationToken ct)
    {
        if (await standards.FindAsync(Id, ct) is not { } station) return false;

        (Station, Compared) = (station, standards.Compare(station));
        return true;
    }

    static string? Or(string? typed) => string.IsNullOrEmpty(typed) ? null : typed;
}
