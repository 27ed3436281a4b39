using Waystation.Indicators;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>What an indicator says for the unit of an item: from the month's close, or from the records while it runs.</summary>
public sealed class ReadNumber(MonthNumbers numbers, NumberRecords records, AidNumbers aid, TimeProvider clock)
{
    /// <returns>None where no indicator was chosen.</returns>
    public async Task<NumberShown?> RunAsync(KeyItem item, string? code, string? typedMonth, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(code)) return null;

        var month = Month.Read(typedMonth, clock);
        if (AidIndicator.Find(code) is { } ofAid) return new(ofAid.Code, month.First, await aid.ShownAsync(ofAid, item.UnionId, month, ct) ?? throw new Refusal(Say.NumberNotCounted(month)));

        var indicator = Indicator.Find(code) ?? throw new Refusal(Say.NumberUnknown);
        var value = await numbers.FrozenAsync(indicator, item.UnionId, month, ct) ?? await records.CountAsync(indicator, item.UnionId, month, ct);
        return new(indicator.Code, month.First, value);
    }
}
