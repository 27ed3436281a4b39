using Waystation.Places;

namespace Waystation.OpenData;

/// <summary>A list of words by which places are told apart: what they offer, and what kind of place they are.</summary>
public sealed record Taxonomy(Guid Id, string Name, string Description, IReadOnlyList<Term> Terms)
{
    public static readonly Taxonomy Facilities = Of("facilities", "服务设施", "站点提供的服务设施", Facility.All.Select(f => (f.Code, f.Word, $"可用的{f.Word}", f.Bit, (StationKind?)null)));
    public static readonly Taxonomy Kinds = Of("kinds", "阵地类型", "工会服务阵地的类型", StationKind.All.Select(k => (k.Code, k.Word, k.Word, 0UL, (StationKind?)k)));

    public static readonly IReadOnlyList<Taxonomy> All = [Facilities, Kinds];

    static readonly Dictionary<Guid, (Taxonomy Of, Term Term)> byId = All.SelectMany(t => t.Terms.Select(term => (t, term))).ToDictionary(t => t.term.Id);

    public static (Taxonomy Of, Term Term)? Term(Guid id) => byId.TryGetValue(id, out var found) ? found : null;

    static Taxonomy Of(string code, string name, string description, IEnumerable<(string Code, string Word, string What, ulong Bit, StationKind? Kind)> terms) =>
        new(DerivedId.Of(default, DerivedId.Part($"taxonomy {code}")), name, description,
            [.. terms.Select(t => new Term(DerivedId.Of(default, DerivedId.Part($"term {code} {t.Code}")), DerivedId.Part($"attribute {code} {t.Code}"), t.Code, t.Word, t.What, t.Bit, t.Kind))]);
}

/// <summary>One word of a taxonomy: a facility, or a kind of place.</summary>
/// <param name="Part">What makes an id of the fact that a place has it.</param>
public sealed record Term(Guid Id, Guid Part, string Code, string Name, string Description, ulong Bit, StationKind? Kind)
{
    public bool Fits(Place place) => Kind is null ? (place.Facilities & Bit) != 0 : place.Kind == Kind;

    public bool Fits(Programme programme) => Kind is null ? (programme.Facilities & Bit) != 0 : programme.Kind == Kind;
}
