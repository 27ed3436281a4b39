using Microsoft.EntityFrameworkCore;
using Npgsql;
using Waystation.Data;

namespace Waystation.Joining;

/// <summary>The masked names behind transfers: whoever answers one knows the person, but the application lies with another branch.</summary>
static class ApplicantNames
{
    public static async Task<Dictionary<Guid, string>> OfAsync(WaystationDb db, Applicants applicants, Guid[] applications, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var sealedOnes = new List<(Guid Id, Guid Person, byte[] Details)>();
        await using (var find = new NpgsqlCommand("SELECT id, person_id, details FROM applications WHERE id = ANY ($1) AND details IS NOT NULL", db.Connection()).With(applications))
        await using (var row = await find.ExecuteReaderAsync(ct))
            while (await row.ReadAsync(ct)) sealedOnes.Add((row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<byte[]>(2)));
        var opened = await applicants.OpenAsync(db.Connection(), sealedOnes, ct);
        return opened.ToDictionary(o => o.Key, o => o.Value.MaskedName);
    }
}
