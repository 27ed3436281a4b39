using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Rounds;

/// <summary>An item of the checklist over a whole round: how often it failed, and what has become of that.</summary>
public sealed record ItemRow(string Title, int Failed, int Closed, int Mended, int Open);

/// <summary>What a round found, counted from its records, as page, table and paper show it.</summary>
public sealed record RoundReport(RoundRow Row, IReadOnlyList<StopRow> Stops, IReadOnlyDictionary<Guid, string> Names)
{
    public IReadOnlyList<Fault> Faults { get; } = [.. Stops.SelectMany(s => s.Faults)];

    public int Of(FaultState state) => Faults.Count(f => f.State == state);

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<ItemRow> Items(bool english) =>
    [
        .. from fault in Faults
           group fault by fault.TitleIn(english) into item
           orderby item.Count() descending, item.Key
           select new ItemRow(item.Key, item.Count(), item.Count(f => f.State is FaultState.Closed), item.Count(f => f.State is FaultState.Mended), item.Count(f => f.State is FaultState.Open)),
    ];

    public string NameOf(Guid? account) => account is { } id && Names.TryGetValue(id, out var name) ? name : "";

    /// <summary>One row for each fault, and one for a station without any.</summary>
    public void Write(Stream to, bool english, Func<Enum, string> say, Func<DateTime?, string> time)
    {
        using var sheet = WrittenSheet.Begin(to, asWorkbook: true, Words.Say("rounds.report"));
        sheet.Write([.. new[] { "station", "team", "stop-state", "visited", "fault", "severity", "owner", "note", "mend-until", "fault-state", "mended", "checked", "excuse-reason" }.Select(key => Words.Say($"rounds.column-{key}"))]);
        foreach (var stop in Stops)
        {
            string[] about = [stop.Station.Name, $"{stop.Stop.Team}", say(stop.State), time(stop.Seen?.HappenedAt)];
            var excuse = stop.Stop.IsExcused ? stop.Stop.Excuse! : "";
            if (stop.Faults.Count == 0) sheet.Write([.. about, "", "", "", "", "", "", "", "", excuse]);
            foreach (var f in stop.Faults) sheet.Write([.. about, f.TitleIn(english), say(f.Severity), say(f.Owner), f.Note, $"{f.DueOn:yyyy-MM-dd}", say(f.State), time(f.MendedAt), time(f.CheckedAt), excuse]);
        }
    }
}
