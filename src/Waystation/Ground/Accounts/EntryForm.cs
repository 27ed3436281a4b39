using Npgsql;
using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>
/// The form by which something is begun, or entered into a ledger. It bears a number of its own (the partial <c>_Once</c>), so that a button pressed twice,
/// or a page sent again, is one entry.
/// </summary>
public sealed class EntryForm(WaystationDb db, TimeProvider clock, IHttpContextAccessor? http = null)
{
    public const string Field = "once";

    /// <summary>No form is left open for longer by anybody who is still signed in; what is older goes with the next that comes.</summary>
    static readonly TimeSpan remembered = TimeSpan.FromDays(31);

    /// <summary>Takes its number in the transaction that runs. Whoever comes second at the same moment waits here until the first is written, or was refused.</summary>
    public async Task TakeAsync(CancellationToken ct)
    {
        if (Number is not { } number) return;

        var now = clock.GetUtcNow().UtcDateTime;
        await using var take = new NpgsqlCommand("""
            WITH old AS (DELETE FROM forms_entered WHERE id IN (SELECT id FROM forms_entered WHERE at < $3 ORDER BY at LIMIT 20 FOR UPDATE SKIP LOCKED))
            INSERT INTO forms_entered (id, at) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """, (NpgsqlConnection)db.Database.GetDbConnection()).With(number, now, now - remembered);
        Rule.Require(await take.ExecuteNonQueryAsync(ct) == 1, Say.EnteredAlready);
    }

    /// <summary>None: what is done comes by no form, or by one that may be sent again without harm.</summary>
    Guid? Number => http?.HttpContext?.Request is { HasFormContentType: true } request && Guid.TryParse(request.Form[Field], out var number) && number != Guid.Empty ? number : null;
}
