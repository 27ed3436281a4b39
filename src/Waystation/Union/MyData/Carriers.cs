using Npgsql;
using Waystation.Data;
using Waystation.Joining;
using Waystation.Rulebook;

namespace Waystation.MyData;

/// <summary>Each class of the retention rules with what carries it out. A class without one, or one without a class, fails a test.</summary>
static class Carriers
{
    public static readonly IReadOnlyList<Carrier> All =
    [
        Carrier.Rows(Retention.OneTimeCodes,
            ("SELECT count(*) FROM phone_codes WHERE expires_at < $1",
             "DELETE FROM phone_codes WHERE id IN (SELECT id FROM phone_codes WHERE expires_at < $1 LIMIT $2)"),
            ("SELECT count(*) FROM set_up_links WHERE expires_at < $1",
             "DELETE FROM set_up_links WHERE token IN (SELECT token FROM set_up_links WHERE expires_at < $1 LIMIT $2)"),
            ("SELECT count(*) FROM keeper_links WHERE expires_at < $1",
             "DELETE FROM keeper_links WHERE token IN (SELECT token FROM keeper_links WHERE expires_at < $1 LIMIT $2)")),
        Carrier.Rows(Retention.Sessions,
            ("SELECT count(*) FROM sessions WHERE seen_at < $1",
             "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE seen_at < $1 LIMIT $2)")),
        Carrier.Rows(Retention.Messages,
            ("SELECT count(*) FROM messages WHERE ended_at < $1",
             "DELETE FROM messages WHERE id IN (SELECT id FROM messages WHERE ended_at < $1 LIMIT $2)")),
        // The longest window is a day.
        Carrier.Rows(Retention.LimitCounters,
            ("SELECT count(*) FROM limits WHERE began_at < $1::timestamptz - interval '1 day'",
             "DELETE FROM limits WHERE ctid = ANY (ARRAY(SELECT ctid FROM limits WHERE began_at < $1::timestamptz - interval '1 day' LIMIT $2))"),
            ("SELECT count(*) FROM locks WHERE tried_at < $1 AND (locked_until < $1) IS NOT FALSE",
             "DELETE FROM locks WHERE ctid = ANY (ARRAY(SELECT ctid FROM locks WHERE tried_at < $1 AND (locked_until < $1) IS NOT FALSE LIMIT $2))")),
        new(Retention.ImportFiles, ImportFilesCountAsync, ImportFilesAsync),
        Carrier.Rows(Retention.RefusedApplications,
            ("SELECT count(*) FROM members WHERE state = 'applied' AND answer = 'denied' AND answered_at < $1 AND erased_at IS NULL", ""),
            (ForgetApplications.Count, "")) with { NextAsync = CameToNothingAsync },
        new(Retention.EndedMemberships, batch => batch.CountAsync("SELECT count(*) FROM members WHERE state = 'left' AND left_on < $1::date AND erased_at IS NULL"), EndedMembershipsAsync),
        Carrier.Rows(Retention.ClosedAccounts, (ClosedCount, Close)),
        // The first lines of all would take every later seal's ground away: what is past its time is told, see README.
        Carrier.ForTheArchive(Retention.Logbook, "SELECT count(*) FROM logbook WHERE at < $1"),
        Carrier.Outside(Retention.ServerLogs),
        Carrier.Rows(Retention.DataRequests,
            ("SELECT count(*) FROM data_requests WHERE answered_at < $1",
             "DELETE FROM data_requests WHERE id IN (SELECT id FROM data_requests WHERE answered_at < $1 LIMIT $2)")),
        // The hour's sweep has taken them before; this one says so.
        Carrier.Rows(Retention.VisitorMarks,
            ("SELECT count(*) FROM report_marks WHERE at < $1",
             "DELETE FROM report_marks WHERE ctid = ANY (ARRAY(SELECT ctid FROM report_marks WHERE at < $1 LIMIT $2))")),
        // Those that never came back; all others went with the return.
        Carrier.Rows(Retention.UmbrellaPhones,
            ("SELECT count(*) FROM umbrella_loans WHERE phone IS NOT NULL AND due_on < $1::date",
             "UPDATE umbrella_loans SET phone = NULL, phone_index = NULL WHERE id IN (SELECT id FROM umbrella_loans WHERE phone IS NOT NULL AND due_on < $1::date LIMIT $2)")),
        // The rows first; the files that no row names any more go with the hour's sweep.
        Carrier.Rows(Retention.UnpublishedPictures,
            ("SELECT count(*) FROM pictures WHERE published_at IS NULL AND forgotten_at IS NULL AND kept_at < $1",
             "UPDATE pictures SET forgotten_at = now(), account_id = NULL, taken_at = NULL, lat = NULL, lon = NULL, bearing = NULL WHERE id IN (SELECT id FROM pictures WHERE published_at IS NULL AND forgotten_at IS NULL AND kept_at < $1 LIMIT $2)")),
        Carrier.Rows(Retention.PeopleMet,
            ("SELECT count(*) FROM round_visits WHERE met IS NOT NULL AND received_at < $1",
             "UPDATE round_visits SET met = NULL WHERE id IN (SELECT id FROM round_visits WHERE met IS NOT NULL AND received_at < $1 LIMIT $2)"),
            ("SELECT count(*) FROM round_signatures WHERE drawn IS NOT NULL AND kept_at < $1",
             "UPDATE round_signatures SET drawn = NULL WHERE id IN (SELECT id FROM round_signatures WHERE drawn IS NOT NULL AND kept_at < $1 LIMIT $2)")),
        Carrier.Rows(Retention.GoodsReceivers,
            ("SELECT count(*) FROM goods_receivers WHERE given_at < $1",
             "DELETE FROM goods_receivers WHERE move_id IN (SELECT move_id FROM goods_receivers WHERE given_at < $1 LIMIT $2)")),
        // By whole quarters of plan years that ended long enough ago: a year's decisions can be made again as long as its lines are there.
        Carrier.Rows(Retention.MedicalLines,
            ("SELECT count(*) FROM medical_lines WHERE quarter < extract(year FROM $1::date)::int * 10",
             """
             DELETE FROM medical_lines WHERE $2 > 0 AND quarter = (SELECT s.quarter FROM aid_settlements s WHERE s.quarter < extract(year FROM $1::date)::int * 10
                 AND EXISTS (SELECT FROM medical_lines l WHERE l.quarter = s.quarter) ORDER BY s.quarter LIMIT 1)
             """)),
        Carrier.ForTheArchive(Retention.AidVouchers, "SELECT count(*) FROM aid_decisions WHERE quarter < extract(year FROM $1::date)::int * 10"),
        // Sums, days and lines stay as vouchers; what a decision went by goes with the papers.
        Carrier.Rows(Retention.ClaimPapers, ($"SELECT count(*) FROM claims c WHERE {ClaimsOver}", ForgetClaims)),
    ];

    // What is left of an account is an id and two times: others' decisions and lines may name it.
    const string ClosedCount =
        """
        SELECT count(*) FROM accounts a WHERE a.closed_at < $1 AND (a.member_id IS NOT NULL OR a.password_hash IS NOT NULL OR a.totp_secret IS NOT NULL
            OR EXISTS (SELECT FROM account_phones f WHERE f.account_id = a.id) OR EXISTS (SELECT FROM sessions s WHERE s.account_id = a.id))
        """;

    const string Close =
        """
        WITH over AS (SELECT a.id FROM accounts a WHERE a.closed_at < $1 AND (a.member_id IS NOT NULL OR a.password_hash IS NOT NULL OR a.totp_secret IS NOT NULL
                OR EXISTS (SELECT FROM account_phones f WHERE f.account_id = a.id) OR EXISTS (SELECT FROM sessions s WHERE s.account_id = a.id)) LIMIT $2),
            phones AS (DELETE FROM account_phones WHERE account_id IN (SELECT id FROM over)),
            signed_in AS (DELETE FROM sessions WHERE account_id IN (SELECT id FROM over))
        UPDATE accounts SET member_id = NULL, bound_at = NULL, password_hash = NULL, totp_secret = NULL WHERE id IN (SELECT id FROM over)
        """;

    const string ClaimsOver = "c.state IN ('paid', 'returned', 'withdrawn') AND c.state_since < $1 AND (c.details IS NOT NULL OR EXISTS (SELECT FROM claim_decisions d WHERE d.claim_id = c.id AND d.facts IS NOT NULL))";

    const string ForgetClaims =
        $"""
        WITH over AS (SELECT c.id FROM claims c WHERE {ClaimsOver} LIMIT $2),
            papers AS (DELETE FROM claim_papers WHERE claim_id IN (SELECT id FROM over)),
            facts AS (UPDATE claim_decisions SET facts = NULL WHERE claim_id IN (SELECT id FROM over) AND facts IS NOT NULL),
            objections AS (UPDATE claim_objections SET sealed = NULL WHERE claim_id IN (SELECT id FROM over))
        UPDATE claims SET details = NULL, forgotten_at = coalesce(forgotten_at, now()) WHERE id IN (SELECT id FROM over)
        """;

    const string OldRuns = "SELECT id FROM import_runs WHERE finished_at < $1";

    // The causes stay: they name columns and employers, nobody.
    static async Task<long> ImportFilesCountAsync(Batch batch) =>
        await batch.CountAsync($"SELECT count(*) FROM import_refused_rows WHERE run_id IN ({OldRuns})") + await batch.CountAsync("SELECT count(*) FROM aid_rolls WHERE state IN ('ready', 'wrong') AND made_at < $1") + Forgotten(batch).Count;

    static async Task<long> ImportFilesAsync(Batch batch)
    {
        var gone = await batch.ActAsync($"DELETE FROM import_refused_rows WHERE (run_id, row_number) IN (SELECT run_id, row_number FROM import_refused_rows WHERE run_id IN ({OldRuns}) LIMIT $2)");
        gone += await batch.ActAsync(
            """
            WITH old AS (SELECT id FROM aid_rolls WHERE state IN ('ready', 'wrong') AND made_at < $1 LIMIT $2), rows AS (DELETE FROM aid_roll_rows WHERE roll_id IN (SELECT id FROM old))
            UPDATE aid_rolls SET state = 'dropped' WHERE id IN (SELECT id FROM old)
            """);
        foreach (var file in Forgotten(batch))
        {
            File.Delete(file);
            gone++;
        }

        return gone;
    }

    /// <summary>An upload goes with the end of its import; what a crash left behind is found by its age.</summary>
    static List<string> Forgotten(Batch batch) =>
        Directory.Exists(batch.Folder.Uploads) ? [.. Directory.EnumerateFiles(batch.Folder.Uploads).Where(file => File.GetLastWriteTimeUtc(file) < batch.Before)] : [];

    static Task<long> EndedMembershipsAsync(Batch batch) =>
        batch.Rule.Then is Afterwards.Archived ? Task.FromResult(0L) : EraseAsync(batch, "SELECT id FROM members WHERE state = 'left' AND left_on < $1::date AND erased_at IS NULL LIMIT $2");

    static async Task<long> CameToNothingAsync(Batch batch) =>
        await DeniedReportsAsync(batch) + await ForgetApplications.NextAsync(batch.Connection, batch.Before, Batch.Most, batch.Ct);

    static Task<long> DeniedReportsAsync(Batch batch) =>
        EraseAsync(batch, "SELECT id FROM members WHERE state = 'applied' AND answer = 'denied' AND answered_at < $1 AND erased_at IS NULL LIMIT $2");

    static async Task<long> EraseAsync(Batch batch, string who)
    {
        List<Guid> people = [];
        await using (var command = new NpgsqlCommand(who, batch.Connection))
        {
            command.With(batch.Before, Batch.Most);
            await using var row = await command.ExecuteReaderAsync(batch.Ct);
            while (await row.ReadAsync(batch.Ct)) people.Add(row.GetGuid(0));
        }

        foreach (var person in people) await batch.Erase.RunAsync(batch.Connection, person, batch.Ct);
        return people.Count;
    }
}
