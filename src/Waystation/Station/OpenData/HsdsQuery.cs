using System.Globalization;
using Waystation.Geography;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.OpenData;

/// <summary>What a list is asked for. Every filter narrows; an empty value is none.</summary>
sealed record HsdsQuery
{
    public string[] Search { get; init; } = [];

    /// <summary>Null: the whole list.</summary>
    public int? Page { get; init; }
    public int PerPage { get; init; }
    public bool AsLines { get; init; }
    public IReadOnlyList<Term> Terms { get; init; } = [];
    public Guid? Taxonomy { get; init; }
    public Guid? Organization { get; init; }
    public Guid? Parent { get; init; }
    public DateTimeOffset? ModifiedAfter { get; init; }
    public bool Minimal { get; init; }
    public bool Full { get; init; }
    public bool FullService { get; init; }
    public bool TopOnly { get; init; }

    /// <summary>WGS-84.</summary>
    public Position? Near { get; init; }
    public double? Radius { get; init; }
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>It holds for this minute only.</summary>
    public bool OpenNow { get; init; }

    public bool Finds(params ReadOnlySpan<string> texts)
    {
        foreach (var word in Search)
        {
            var found = false;
            foreach (var text in texts) found |= text.Contains(word, StringComparison.OrdinalIgnoreCase);
            if (!found) return false;
        }

        return true;
    }
}

/// <summary>Reads a query strictly: what cannot be understood, or cannot hold together, is told and named.</summary>
sealed class HsdsReader(IQueryCollection query, string[] takes, DateTimeOffset now)
{
    public const int UsualPage = 50, LargestPage = 10_000;
    const double FarthestMetres = 500_000;

    WrongParameter? wrong;

    public static HsdsQuery? Read(IQueryCollection query, string[] takes, DateTimeOffset now, out WrongParameter? wrong)
    {
        var reader = new HsdsReader(query, takes, now);
        var asked = reader.Asked();
        wrong = reader.wrong;
        return wrong is null ? asked : null;
    }

    HsdsQuery Asked()
    {
        Misplaced();
        var lines = Format();
        var (minimal, whole) = (Flag("minimal"), lines && Text("page") is null && Text("per_page") is null);
        var asked = new HsdsQuery
        {
            Search = (Text("search") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            AsLines = lines,
            Minimal = minimal,
            Page = whole || (minimal && Text("page") is null && Text("per_page") is null) ? null : Whole("page", 1, int.MaxValue) ?? 1,
            PerPage = Whole("per_page", 1, LargestPage) ?? UsualPage,
            Terms = Terms(),
            Taxonomy = Id("taxonomy_id"),
            Organization = Id("organization_id"),
            Parent = Id("parent_id"),
            ModifiedAfter = Instant("modified_after"),
            Full = Flag("full"),
            FullService = Flag("full_service"),
            TopOnly = Flag("top_only"),
            Near = Near(),
            Radius = Number("radius_m", 1, FarthestMetres),
            OpenNow = Text("open_at") == "now",
            OpenAt = Text("open_at") == "now" ? now : Instant("open_at"),
        };
        Contradictions(asked);
        return asked;
    }

    /// <summary>A filter that this list does not have, but another list or the search nearby, would be passed over, and its asker would take everything for what was asked.</summary>
    void Misplaced()
    {
        foreach (var name in query.Keys)
            Refuse((HsdsDescription.Knows(name) || NearbyParameters.Names.Contains(name, StringComparer.OrdinalIgnoreCase)) && !takes.Contains(name, StringComparer.OrdinalIgnoreCase), name, Say.NotOfThisList(string.Join(", ", takes)));
    }

    void Contradictions(HsdsQuery asked)
    {
        Refuse(asked is { Minimal: true, Full: true }, "minimal", Say.MinimalOrFull);
        Refuse(Text("proximity") is not null && Text("postcode") is null, "proximity", Say.ProximityNeedsPostcode);
        Refuse(Text("postcode") is not null, "postcode", Say.PostcodesUnknown);
        Refuse(asked.Radius is not null && asked.Near is null, "radius_m", Say.RadiusNeedsAPosition);
        Refuse(asked.ModifiedAfter > now, "modified_after", Say.NothingChangedInTheFuture);
        Refuse(asked is { TopOnly: true, Parent: not null }, "top_only", Say.TopHasNoParent);
        Refuse(asked.Terms.Count(t => t.Kind is not null) > 1, "taxonomy_term_id", Say.OneKindOnly);
        if (asked.Taxonomy is { } taxonomy) Refuse(asked.Terms.Any(t => OpenData.Taxonomy.Term(t.Id)!.Value.Of.Id != taxonomy), "taxonomy_term_id", Say.TermOfAnotherTaxonomy);
    }

    void Refuse(bool holds, string name, Sentence why)
    {
        if (holds) wrong ??= new(name, why);
    }

    bool Format()
    {
        var format = Text("format");
        Refuse(format is not (null or "json" or "ndjson"), "format", Say.FormatExpected);
        return format == "ndjson";
    }

    /// <summary>One value; null where there is none or it is empty.</summary>
    string? Text(string name)
    {
        Refuse(query[name].Count > 1, name, Say.OnlyOnce);
        return query[name] is [{ Length: > 0 } text] ? text.Trim() : null;
    }

    bool Flag(string name)
    {
        var text = Text(name)?.ToLowerInvariant();
        Refuse(text is not (null or "true" or "false"), name, Say.TrueOrFalse);
        return text == "true";
    }

    int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;

        wrong ??= new(name, Say.WholeNumber(least, most));
        return null;
    }

    double? Number(string name, double least, double most)
    {
        if (Text(name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;

        wrong ??= new(name, Say.NumberBetween(least, most));
        return null;
    }

    Guid? Id(string name)
    {
        if (Text(name) is not { } text) return null;
        if (Guid.TryParseExact(text, "D", out var id)) return id;

        wrong ??= new(name, Say.IdExpected);
        return null;
    }

    DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) text = $"{text}T00:00";
        if (NearbyParameters.Instant(text) is { } at) return at;

        wrong ??= new(name, Say.InstantExpected);
        return null;
    }

    Position? Near()
    {
        var (lat, lon) = (Number("lat", -90, 90), Number("lon", -180, 180));
        Refuse(Text("lat") is null != Text("lon") is null, Text("lat") is null ? "lat" : "lon", Say.PositionNeedsBoth);
        return lat is { } north && lon is { } east ? new Position(north, east) : null;
    }

    List<Term> Terms()
    {
        var terms = new List<Term>();
        foreach (var text in query["taxonomy_term_id"])
        {
            if (string.IsNullOrEmpty(text)) continue;
            if (Guid.TryParseExact(text, "D", out var id) && OpenData.Taxonomy.Term(id) is { } known) terms.Add(known.Term);
            else wrong ??= new("taxonomy_term_id", Say.TermUnknown);
        }

        return terms;
    }
}
