using System.Globalization;
using System.Text;
using System.Text.Json;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A decision's lines as they are stored: JSON, amounts in fen, <c>[kind, day, base, deductible, percent, result]</c>.</summary>
static class DecisionText
{
    static readonly string[] kinds = ["outpatient", "first-stay", "later-stay", "already-paid", "carried-over", "not-in-service-then", "not-remitted-then", "not-insured-then", "after-death"];

    public static string Of(IReadOnlyList<DecisionLine> lines)
    {
        var text = new StringBuilder(32 + 64 * lines.Count).Append('[');
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (i > 0) text.Append(',');
            text.Append("[\"").Append(kinds[(int)line.Kind]).Append("\",");
            if (line.On is { } on) text.Append(CultureInfo.InvariantCulture, $"\"{on:yyyy-MM-dd}\",");
            else text.Append("null,");
            text.Append(CultureInfo.InvariantCulture, $"{line.Base.Fen},{line.Deductible.Fen},{line.Percent},{line.Result.Fen}]");
        }

        return text.Append(']').ToString();
    }

    public static IReadOnlyList<DecisionLine> Read(string stored)
    {
        using var json = JsonDocument.Parse(stored);
        return [.. json.RootElement.EnumerateArray().Select(Line)];
    }

    static DecisionLine Line(JsonElement line) => new(
        (DecisionLineKind)Array.IndexOf(kinds, line[0].GetString()), line[1].ValueKind is JsonValueKind.Null ? null : DateOnly.ParseExact(line[1].GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        new Money(line[2].GetInt64()), new Money(line[3].GetInt64()), line[4].GetInt32(), new Money(line[5].GetInt64()));
}
