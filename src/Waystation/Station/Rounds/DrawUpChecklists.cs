using Npgsql;
using Waystation.Data;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Standards;

namespace Waystation.Rounds;

/// <summary>The checklist that stands today for a place, put on file, so that a visit can name it whatever the rules say later.</summary>
public sealed class DrawUpChecklists(NpgsqlDataSource source, Rules rules, TimeProvider clock)
{
    public async Task<(Guid Id, KeptChecklist List)> ForAsync(Station station, CancellationToken ct) => (await ForAllAsync([station], ct))[station.Id];

    /// <summary>By the ids of the stations.</summary>
    public async Task<IReadOnlyDictionary<Guid, (Guid Id, KeptChecklist List)>> ForAllAsync(IReadOnlyCollection<Station> stations, CancellationToken ct)
    {
        Dictionary<Guid, (Guid, KeptChecklist)> drawn = [];
        foreach (var alike in stations.GroupBy(s => (s.KindCode, s.StreetCode, s.DistrictCode)))
        {
            var list = Draw(alike.Key.KindCode, alike.Key.StreetCode, alike.Key.DistrictCode);
            var id = await KeepAsync(list, ct);
            foreach (var station in alike) drawn[station.Id] = (id, list);
        }

        return drawn;
    }

    /// <summary>Null where nobody was ever given such a list.</summary>
    public async Task<KeptChecklist?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT content::text FROM round_checklists WHERE id = $1").With(id);
        return await ask.ExecuteScalarAsync(ct) is string content ? KeptChecklist.Read(content) : null;
    }

    KeptChecklist Draw(string kind, string street, string district)
    {
        var today = City.Today(clock);
        var rule = rules.AllOn<Checklist>(today, street, district).FirstOrDefault(r => r.Value.For.Contains(kind)) ?? throw new Refusal(Say.NoChecklist(StationKind.Of(kind).Name));
        return KeptChecklist.Of(rule, kind, rules.AllOn<PlaceStandard>(today, street, district));
    }

    async Task<Guid> KeepAsync(KeptChecklist list, CancellationToken ct)
    {
        var id = list.Id();
        await using var keep = source.CreateCommand("INSERT INTO round_checklists (id, stamp, content, kept_at) VALUES ($1, $2, $3::jsonb, $4) ON CONFLICT DO NOTHING").With(id, list.Stamp, list.Written(), clock.GetUtcNow().UtcDateTime);
        await keep.ExecuteNonQueryAsync(ct);
        return id;
    }
}
