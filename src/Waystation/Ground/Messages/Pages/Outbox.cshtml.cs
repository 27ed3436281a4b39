using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Waystation.Shared;

namespace Waystation.Messages.Pages;

/// <summary>What the demo would have sent to phones. In a house with real people there is no such page.</summary>
[ForEveryone]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class OutboxModel(Outbox outbox) : PageModel
{
    public string? Phone { get; private set; }
    public IReadOnlyList<ShownMessage> Messages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? phone, CancellationToken ct)
    {
        if (!outbox.IsOpen) return NotFound();

        Phone = string.IsNullOrWhiteSpace(phone) ? null : string.Concat(phone.Where(char.IsAsciiDigit));
        Messages = await outbox.ReadAsync(Phone, ct);
        return Page();
    }

    /// <summary>By the city's clock, to the second: codes come close together.</summary>
    public static string Time(DateTimeOffset at) => City.LocalTime(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
