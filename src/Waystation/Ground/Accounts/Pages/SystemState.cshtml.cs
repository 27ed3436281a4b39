using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Accounts.Pages;

/// <summary>How the program stands, for whoever keeps it running.</summary>
[ForStaff(Right.RunSystem)]
public sealed class SystemStateModel(SystemState system) : PageModel
{
    const double GigaByte = 1 << 30;

    public SystemFigures State { get; private set; } = null!;

    public IEnumerable<(string Word, string Figure)> Figures =>
    [
        ("program", State.Program), ("postgres", State.Postgres), ("schema", Count(State.Schema)), ("free", string.Create(CultureInfo.InvariantCulture, $"{State.FreeBytes / GigaByte:N1} GB")),
        ("unsealed", Count(State.Log.Unsealed)), ("sealed-at", State.Log.SealedAt is { } at ? Time(at) : "—"), ("imports", Count(State.RunningImports)), ("sessions", Count(State.OpenSessions)),
    ];

    public async Task OnGetAsync(CancellationToken ct) => State = await system.ReadAsync(ct);

    public string Time(DateTime at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    static string Count(long many) => many.ToString("N0", CultureInfo.InvariantCulture);
}
