using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.PlacePictures.Pages;

/// <summary>Places of the branch with pictures that nobody has looked at yet, the longest wait first.</summary>
[ForStaff(Right.KeepStations)]
public sealed class WaitingModel(StationPictures pictures) : PageModel
{
    public IReadOnlyList<WaitingPlace> Places { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Places = await pictures.WaitingAsync(ct);
}
