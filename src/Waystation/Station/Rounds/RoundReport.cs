using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Rounds;

/// <summary>An item of the checklist over a whole round: how often it failed, and what has become of that.</summary>
/// <param name="Item">Its code in the checklist.</param>
public sealed record ItemRow(string Item, string Title, int Failed, int Closed, int Mended, int Open);

/// <summary>What a round found, counted from its records, as page, table and paper show it.</summary>
/// <param name="At">Counted then: repairs go on after a round has ended.</param>
public sealed record RoundReport(RoundRow Row, IReadOnlyList<StopRow> Stops, IReadOnlyDictionary<Guid, string> Names, DateTime At)
{
    /// <summary>Stands before each address: on paper an address has to be whole.</summary>
    public string Origin { get; init; } = "";

    public IReadOnlyList<Fault> Faults { get; } = [.. Stops.SelectMany(s => s.Faults)];

    public int Of(FaultState state) => Faults.Count(f => f.State == state);

    /// <summary>Of those not closed, at stations that have ended since: nothing is left to mend there.</summary>
    public int Gone => Stops.Where(s => s.Station.IsOver(City.DayOf(new DateTimeOffset(At, TimeSpan.Zero)))).Sum(s => s.Faults.Count(f => f.State is FaultState.Open or FaultState.Mended));

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<ItemRow> Items(bool english) =>
    [
        .. from fault in Faults
           group fault by fault.Item into item
           orderby item.Count() descending, item.Key
           select new ItemRow(item.Key, item.First().TitleIn(english), item.Count(), item.Count(f => f.State is FaultState.Closed), item.Count(f => f.State is FaultState.Mended), item.Count(f => f.State is FaultState.Open)),
    ];

    public string NameOf(Guid? account) => account is { } id && Names.TryGetValue(id, out var name) ? name : "";

    /// <summary>What it says in numbers, on the first sheet; on the second one row for each fault, and one for a station without any.</summary>
    public void Write(Stream to, bool english, Func<Enum, string> say, Func<DateTime?, string> time)
    {
        using var sheet = WrittenSheet.Begin(to, asWorkbook: true, Words.Say("rounds.in-numbers"));
        WriteNumbers(sheet, english, time);
        sheet.Turn(Words.Say("rounds.by-station"));
        sheet.Write([.. new[] { "station", "team", "stop-state", "visited", "by", "fault", "severity", "owner", "note", "mend-until", "fault-state", "mended", "checked", "excuse-reason", "excused-by" }.Select(key => Words.Say($"rounds.column-{key}"))]);
        foreach (var stop in Stops) Write(sheet, stop, english, say, time);
    }

    void WriteNumbers(WrittenSheet sheet, bool english, Func<DateTime?, string> time)
    {
        var round = Row.Round;
        sheet.Write([Words.Say("rounds.report-of", round.Title)]);
        sheet.Write([Row.Union, $"{round.FromOn:yyyy-MM-dd} – {round.UntilOn:yyyy-MM-dd}", Words.Say($"rounds.{round.Stage}"), Words.Say("rounds.counted-at", time(At))]);
        foreach (var (name, many) in new[]
        {
            ("stations", Row.Stations), ("seen", Row.Seen), ("excused", Row.Excused), ("left", Row.Left),
            ("failed", Faults.Count), ("faults-closed", Of(FaultState.Closed)), ("faults-mended", Of(FaultState.Mended)), ("faults-open", Of(FaultState.Open)),
        }) sheet.Write([Words.Say($"rounds.{name}"), many]);
        if (Gone > 0) sheet.Write([Words.Say("rounds.faults-gone"), Gone]);
        sheet.Write([]);
        sheet.Write([.. new[] { "column-item", "failed", "faults-closed", "faults-mended", "faults-open" }.Select(key => Words.Say($"rounds.{key}"))]);
        foreach (var item in Items(english)) sheet.Write([item.Title, item.Failed, item.Closed, item.Mended, item.Open]);
    }

    void Write(WrittenSheet sheet, StopRow stop, bool english, Func<Enum, string> say, Func<DateTime?, string> time)
    {
        string[] about = [stop.Station.Name, $"{stop.Stop.Team}", say(stop.State), time(stop.Seen?.HappenedAt), NameOf(stop.Seen?.AccountId)];
        string[] excuse = stop.Stop.IsExcused ? [stop.Stop.Excuse!, NameOf(stop.Stop.ExcusedBy)] : ["", ""];
        if (stop.Faults.Count == 0) sheet.Write([.. about, "", "", "", "", "", "", "", "", .. excuse]);
        foreach (var f in stop.Faults) sheet.Write([.. about, f.TitleIn(english), say(f.Severity), say(f.Owner), f.Note, $"{f.DueOn:yyyy-MM-dd}", say(f.State), time(f.MendedAt), time(f.CheckedAt), .. excuse]);
    }
}
