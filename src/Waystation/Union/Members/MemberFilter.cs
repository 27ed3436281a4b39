using Waystation.Shared;

namespace Waystation.Members;

public enum MemberOrder
{
    /// <summary>By the characters of the name.</summary>
    Name,
    /// <summary>The last that came on the books first.</summary>
    Newest,
}

/// <summary>Which members of the branch are meant: as typed, as it stands in a page's address. Numbers of documents never stand there.</summary>
public sealed record MemberFilter
{
    /// <summary>Also who has only applied, and who has left.</summary>
    public const string AllStates = "all";

    /// <summary>The whole name or its beginning.</summary>
    public string? Name { get; init; }

    /// <summary>The last four characters of the document number.</summary>
    public string? Four { get; init; }

    /// <summary>This union and all below it.</summary>
    public Guid? Union { get; init; }

    /// <summary>None: those on the books, members in good standing and retained.</summary>
    public string? State { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    /// <summary>The import that first told us of them.</summary>
    public Guid? Run { get; init; }
    public MemberOrder Order { get; init; }

    public bool IsEmpty => this with { Order = default } == new MemberFilter();

    /// <summary>Cleaned, or refused: a filter that cannot be read would show other people than were asked for.</summary>
    public MemberFilter Checked()
    {
        var four = string.IsNullOrWhiteSpace(Four) ? null : LastFour.Read(Four);
        Rule.Require(string.IsNullOrWhiteSpace(Four) || four is not null, Say.LastFourUnreadable);
        Rule.Require(string.IsNullOrEmpty(State) || State is MemberState.Member or MemberState.Retained or MemberState.Applied or MemberState.Left or AllStates, Say.StateUnknown);
        Rule.Require(From is null || To is null || From <= To, Say.FromAfterTo);
        var name = PersonName.Cleaned(Name ?? "");
        return this with { Name = name.Length == 0 ? null : name, Four = four, State = string.IsNullOrEmpty(State) ? null : State };
    }

    /// <summary>As the query of an address, each value once.</summary>
    public string Query(params IEnumerable<(string Key, string? Value)> more)
    {
        (string Key, string? Value)[] all =
        [
            ("name", Name), ("four", Four), ("union", Union?.ToString()), ("state", State), ("from", Day(From)), ("to", Day(To)), ("run", Run?.ToString()),
            ("order", Order is MemberOrder.Name ? null : Order.ToString()), .. more,
        ];
        var told = all.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value!)}");
        return string.Join('&', told) is { Length: > 0 } query ? $"?{query}" : "";
    }

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
