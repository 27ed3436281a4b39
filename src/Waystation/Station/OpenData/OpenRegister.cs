using System.Security.Cryptography;
using System.Text;
using Waystation.Places;

namespace Waystation.OpenData;

/// <summary>All that is published, as it stood at one moment: never changed, only replaced.</summary>
public sealed class OpenRegister
{
    readonly Dictionary<Guid, Programme> programmes;
    readonly Dictionary<Guid, PublicUnion> unions;
    readonly Lazy<Dictionary<Guid, Place>> places;
    readonly ILookup<Guid, Programme> byUnion;

    public OpenRegister(IReadOnlyList<Place> register, IReadOnlyDictionary<Guid, PublicUnion> known, string city, DateTimeOffset seenAt)
    {
        (City, SeenAt) = (city, seenAt);
        Programmes = [.. OpenData.Programme.Of(register, known)];
        Places = [.. register.Where(p => known.ContainsKey(p.UnionId))];
        programmes = Programmes.ToDictionary(p => p.Id);
        places = new(() => Places.ToDictionary(p => p.Id));
        byUnion = Programmes.ToLookup(p => p.Union.Id);
        unions = [];
        foreach (var programme in Programmes) Take(programme.Union, known);
        Unions = [.. unions.Values.OrderBy(u => u.Id)];
        Stamp = StampOf();
    }

    /// <summary>Those that answer for a place, and those above them.</summary>
    public IReadOnlyList<PublicUnion> Unions { get; }
    public IReadOnlyList<Programme> Programmes { get; }

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<Place> Places { get; }
    public string City { get; }

    /// <summary>When this node first saw it so.</summary>
    public DateTimeOffset SeenAt { get; internal set; }

    /// <summary>The same on every node that knows the same and runs the same program.</summary>
    public string Stamp { get; }

    public Programme? Programme(Guid id) => programmes.GetValueOrDefault(id);

    public PublicUnion? Union(Guid id) => unions.GetValueOrDefault(id);

    public Place? Place(Guid id) => places.Value.GetValueOrDefault(id);

    public Programme ProgrammeOf(Place place) => programmes[OpenData.Programme.IdOf(place.UnionId, place.Kind, place.Status == StationStatus.Suspended)];

    public IEnumerable<Programme> ProgrammesOf(Guid union) => byUnion[union];

    void Take(PublicUnion union, IReadOnlyDictionary<Guid, PublicUnion> known)
    {
        for (PublicUnion? one = union; one is not null && unions.TryAdd(one.Id, one);)
            one = one.ParentId is { } above ? known.GetValueOrDefault(above) : null;
    }

    string StampOf()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(OpenRegister).Module.ModuleVersionId.ToByteArray());
        foreach (var union in Unions) hash.AppendData(Encoding.UTF8.GetBytes($"{union.Id} {union.Name} {union.ParentId}"));
        foreach (var place in Places) hash.AppendData(Encoding.UTF8.GetBytes($"{place.Id} {place.ChangedAt.Ticks} {place.VerifiedAt?.Ticks} {place.Status} {place.Facilities} {place.Seen} {SaidOf(place.Said)}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12));
    }

    /// <summary>It decides what is open at an instant. In ticks, because dates in words differ by the reader's language.</summary>
    static string SaidOf(Said said) => ReferenceEquals(said, Said.Nothing) ? ""
        : string.Join(' ', said.Shut.Concat(said.Fine).Select(at => at.UtcTicks).Concat(said.Changes.SelectMany(c => new[] { (long)c.Kind, c.From.UtcTicks, c.Until.UtcTicks })));
}

/// <summary>The register as this node knows it now, drawn up anew only after something has changed.</summary>
public sealed class OpenRegisters(StationIndex index, PublicUnions unions, TimeProvider clock)
{
    readonly Lock drawing = new();
    (IReadOnlyList<Place> Register, IReadOnlyDictionary<Guid, PublicUnion> Unions, OpenRegister Drawn)? last;

    public async Task<OpenRegister> NowAsync(CancellationToken ct)
    {
        await unions.RefreshAsync(ct);
        lock (drawing)
        {
            var (register, known) = (index.Register, unions.ById);
            if (last is { } was && ReferenceEquals(was.Register, register) && ReferenceEquals(was.Unions, known)) return was.Drawn;

            var drawn = new OpenRegister(register, known, unions.City, clock.GetUtcNow());
            // What was written and is the same again is no change to whoever asks.
            if (last?.Drawn is { } before && before.Stamp == drawn.Stamp) drawn.SeenAt = before.SeenAt;
            last = (register, known, drawn);
            return drawn;
        }
    }
}
