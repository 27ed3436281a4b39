using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Accounts;

namespace Waystation.Rounds.Pages;

/// <summary>The page that is taken along. It holds nobody's data: what is visited comes by the API and stays on the phone.</summary>
[ForStaff(Right.InspectStations)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class WalkModel : PageModel;
