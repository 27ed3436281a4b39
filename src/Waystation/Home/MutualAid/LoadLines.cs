using Npgsql;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>Puts a quarter's file into the house, whole or not at all, and lays out the units of its run. In the caller's transaction.</summary>
sealed class LoadLines(NpgsqlConnection connection, Vault vault, Rules rules, TimeProvider clock)
{
    readonly MovedSerials serials = new();
    readonly List<(int Line, string Code)> refused = [];
    int lines;

    /// <param name="show">Told how much of the file is read.</param>
    public async Task RunAsync(Quarter quarter, string path, string fileName, Actor by, Action<long, long?> show, CancellationToken ct)
    {
        var rule = rules.On<AidPlan>(AidPlan.NuanHuzhu, quarter.EndsOn);
        var form = new LineForm(vault, quarter, rule.Value.LargestLine?.Fen ?? long.MaxValue, await RegisteredCards.ReadAsync(connection, ct), rule.Value.StayRules?.ObservationDays is not null);
        byte[] hash;
        using (var file = HashedFile.Open(path))
        {
            using var records = CsvRecords.Open(file, LineForm.Header);
            await CopyAsync(records, form, quarter, () => show(file.Position, file.Length), ct);
            hash = file.Hash();
        }

        await MarkMovedAsync(quarter, ct);
        await BeginAsync(quarter, fileName, hash, rule.Stamp, by, ct);
        await StoreRefusedAsync(quarter, ct);
    }

    async Task CopyAsync(CsvRecords records, LineForm form, Quarter quarter, Action show, CancellationToken ct)
    {
        var rows = await CopyRows.BeginAsync(connection, "COPY medical_lines (person_id, quarter, line_no, own_fen, above_cap_fen, visited_on, discharged_on, is_stay, serial, observation) FROM STDIN (FORMAT binary)", ct);
        while (records.Next())
        {
            if ((++lines & 0xffff) == 0) show();
            var line = form.Read(records);
            if (line.Wrong is { } code)
            {
                refused.Add((records.LineNumber, code));
                continue;
            }

            Add(rows, line, quarter, records);
            await rows.EndRowAsync(ct);
        }

        await rows.EndAsync(ct);
        show();
    }

    void Add(CopyRows rows, in ReadLine line, Quarter quarter, CsvRecords records)
    {
        var serial = LineForm.Trimmed(records[0]);
        rows.StartRow(10);
        rows.Add(line.Person);
        rows.Add(quarter.Code);
        rows.Add(records.LineNumber);
        rows.Add(line.OwnFen);
        rows.Add(line.AboveCapFen);
        rows.Add(line.On);
        rows.Add(line.DischargedOn);
        rows.Add(line.IsStay);
        rows.Add(serial);
        rows.Add(line.IsObservation);
        serials.Add(serial, line.Person);
    }

    /// <summary>Of a serial number that went to another person only the last line counts.</summary>
    async Task MarkMovedAsync(Quarter quarter, CancellationToken ct)
    {
        if (quarter.Number > 1) await CompareEarlierAsync(quarter, ct);
        if (serials.Suspected.Count == 0) return;

        await using var mark = new NpgsqlCommand(
            """
            UPDATE medical_lines l SET superseded_in = $2
            FROM (SELECT DISTINCT ON (serial) serial, person_id, quarter, line_no FROM medical_lines
                WHERE quarter BETWEEN $1 AND $2 AND serial = ANY ($3) ORDER BY serial, quarter DESC, line_no DESC) last
            WHERE l.quarter BETWEEN $1 AND $2 AND l.serial = last.serial AND l.person_id <> last.person_id AND l.superseded_in IS NULL
            """, connection) { CommandTimeout = 0 };
        mark.With(quarter.FirstOfYear, quarter.Code, serials.Suspected.ToArray());
        await mark.ExecuteNonQueryAsync(ct);
    }

    async Task CompareEarlierAsync(Quarter quarter, CancellationToken ct)
    {
        await using var rows = await CopiedRows.BeginAsync(connection,
            $"COPY (SELECT person_id, serial FROM medical_lines WHERE quarter >= {Unit.Quoted(quarter.FirstOfYear)} AND quarter < {Unit.Quoted(quarter.Code)} AND superseded_in IS NULL) TO STDOUT (FORMAT binary)", ct);
        while (await rows.NextAsync(ct))
        {
            var person = rows.Guid();
            serials.Compare(rows.Value(), person);
        }
    }

    async Task BeginAsync(Quarter quarter, string fileName, byte[] hash, string rule, Actor by, CancellationToken ct)
    {
        await using var begin = new NpgsqlCommand(
            """
            WITH run AS (INSERT INTO aid_settlements (quarter, file_name, file_hash, rule, lines, refused_lines, account_id, began_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)),
                batch AS (INSERT INTO aid_batches (quarter, prepared_at, prepared_by) VALUES ($1, $8, $7))
            INSERT INTO aid_settlement_units (quarter, unit) SELECT $1, generate_series(0, 31)
            """, connection);
        begin.With(quarter.Code, fileName, hash, rule, lines, refused.Count);
        begin.Parameters.Add(new() { Value = (object?)by.AccountId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        begin.With(clock.GetUtcNow().UtcDateTime);
        await begin.ExecuteNonQueryAsync(ct);
    }

    async Task StoreRefusedAsync(Quarter quarter, CancellationToken ct)
    {
        if (refused.Count == 0) return;
        var rows = await CopyRows.BeginAsync(connection, "COPY aid_refused_lines (quarter, line_no, code) FROM STDIN (FORMAT binary)", ct);
        foreach (var (line, code) in refused)
        {
            rows.StartRow(3);
            rows.Add(quarter.Code);
            rows.Add(line);
            rows.Add(code);
            await rows.EndRowAsync(ct);
        }

        await rows.EndAsync(ct);
    }
}
