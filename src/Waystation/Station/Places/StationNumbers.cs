using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waystation.Data;

namespace Waystation.Places;

/// <summary>
/// Numbers for places whose register has none: the street's nine digits, then five from 90001 up, which registers that
/// count from 00000 do not reach. To be asked inside the import's lock.
/// </summary>
sealed class StationNumbers(WaystationDb db)
{
    readonly Dictionary<string, int> last = [];

    public async Task<string> NextAsync(string streetCode, CancellationToken ct)
    {
        if (!last.TryGetValue(streetCode, out var serial))
        {
            var (from, to) = ($"{streetCode}90000", $"{streetCode}99999");
            var highest = await db.Set<Station>().Where(s => s.StreetCode == streetCode && s.Code.CompareTo(from) >= 0 && s.Code.CompareTo(to) <= 0 && s.Code.Length == 14)
                .MaxAsync(s => (string?)s.Code, ct);
            serial = highest is null ? 90000 : int.Parse(highest.AsSpan(9), CultureInfo.InvariantCulture);
        }

        last[streetCode] = ++serial;
        return $"{streetCode}{serial}";
    }
}
