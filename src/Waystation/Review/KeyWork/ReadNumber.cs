using Waystation.Indicators;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>What an indicator says for the unit of an item: from the month's close, or from the records while it runs.</summary>
public sealed class ReadNumber(MonthNumbers numbers, NumberRecords records, TimeProvider clock)
{
    /// <returns>None where no indicator was chosen.</returns>
    public async Task<NumberShown?> RunAsync(KeyItem item, string? code, string? typedMonth, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(code)) return null;

        var indicator = Indicator.Find(code) ?? throw new Refusal(Say.NumberUnknown);
        var month = Month.Read(typedMonth, clock);
        var value = await numbers.FrozenAsync(indicator, item.UnionId, month, ct) ?? await records.CountAsync(indicator, item.UnionId, month, ct);
        return new(indicator.Code, month.First, value);
    }
}
