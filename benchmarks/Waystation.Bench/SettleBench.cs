using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using Waystation.Data;
using Waystation.Members;

namespace Waystation.Bench;

/// <summary>A city's quarter through the program's own command, beside the file's bare COPY and the same rules as one set-based query over the same tables.</summary>
static class SettleBench
{
    static readonly string program = Environment.GetEnvironmentVariable("WAYSTATION_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Waystation.dll");

    const string Rules =
        """
        WITH latest AS (SELECT DISTINCT ON (serial) person_id, serial, is_stay, visited_on, own_fen FROM medical_lines WHERE quarter = 20201 ORDER BY serial, quarter DESC, line_no DESC),
            known AS (SELECT l.* FROM latest l JOIN insured_people i ON i.id = l.person_id WHERE i.facts & 15 = 15),
            outpatient AS (SELECT person_id, (greatest(0, sum(own_fen) - 180000) * 20 + 50) / 100 AS fen FROM known WHERE NOT is_stay GROUP BY 1),
            stays AS (SELECT person_id, sum((greatest(0, own_fen - CASE WHEN n = 1 THEN 130000 ELSE 65000 END) * 20 + 50) / 100) AS fen
                FROM (SELECT *, row_number() OVER (PARTITION BY person_id ORDER BY visited_on, serial) AS n FROM known WHERE is_stay) s GROUP BY 1)
        SELECT person_id, trunc(sum(fen))::bigint AS fen INTO peer_payments FROM (SELECT * FROM outpatient UNION ALL SELECT * FROM stays) both_kinds GROUP BY 1 HAVING sum(fen) >= 1
        """;

    /// <param name="people">In the register; lines and people of the quarter are 10,000,000 and 4,250,000 at full size.</param>
    public static async Task<int> RunAsync(int people, int lines)
    {
        await using var empty = await EmptyHouse.OpenAsync();
        var (house, insured, file) = (empty.House, empty.At("insured.csv"), empty.At("lines.csv"));
        await WriteAsync(insured, "证件号码,姓名,京卡号,卡状态,所属工会,在职,单位拨缴经费,北京医保", people, Person);
        await WriteAsync(file, "交易流水号,证件号码,京卡号,就诊类型,就诊日期,出院日期,自付一,超封顶自付", lines, i => MedicalLine(i, people));
        Line.Progress($"{people:N0} people, {lines:N0} lines, {new FileInfo(file).Length >> 20} MB");
        var (importing, _, _) = await CommandAsync(house.Folder, "import", "insured", insured);

        var (seconds, peak, told) = await CommandAsync(house.Folder, "settle", "2020Q1", "--lines", file);
        var copied = await BareCopyAsync(house, file);
        var query = await TimedAsync(house, Rules);
        var ours = JsonDocument.Parse(told).RootElement;
        var (payments, total) = await PeerAsync(house);
        Line.Print("settle", new
        {
            people, lines, register_import_s = Math.Round(importing, 1), seconds = Math.Round(seconds, 1), lines_per_s = (int)(lines / seconds), peak_mb = peak >> 20, payments = ours.GetProperty("payments").GetInt32(),
            peer = "bare COPY + set-based query", copy_s = Math.Round(copied, 1), query_s = Math.Round(query, 1), ratio = Math.Round(seconds / (copied + query), 2),
        });
        return payments == ours.GetProperty("payments").GetInt64() && total == ours.GetProperty("totalYuan").GetString() ? 0 : 1;
    }

    static async Task WriteAsync(string file, string header, int count, Func<int, string> row)
    {
        // On the disk before the clock starts: writing it out would go on beside the run.
        await using var disk = new FileStream(file, FileMode.Create);
        await using var text = new StreamWriter(disk, new UTF8Encoding(false), 1 << 16);
        await text.WriteLineAsync(header);
        for (var i = 0; i < count; i++) await text.WriteLineAsync(row(i));
        await text.FlushAsync();
        disk.Flush(flushToDisk: true);
    }

    static string Id(int i)
    {
        var born = new DateOnly(1960, 1, 1).AddDays(i / 200 % 16_000);
        var first = string.Create(CultureInfo.InvariantCulture, $"{110101 + i / 3_200_000:000000}{born:yyyyMMdd}{i % 200:000}");
        return first + IdentityDocument.CheckDigit(first);
    }

    static string Person(int i) => string.Create(CultureInfo.InvariantCulture,
        $"{Id(i)},李{(char)('一' + i % 500)},{6222_0000_0000_0000L + i},{(i % 50 == 0 ? "已注销" : "正常")},第{i % 400}街道总工会,{(i % 37 == 0 ? "否" : "是")},是,是");

    static string MedicalLine(int i, int people)
    {
        var person = (int)(i * 2_654_435_761L % people);
        var (stay, day) = (i % 37 == 5, new DateOnly(2020, 1, 1).AddDays(i % 90));
        var yuan = stay ? 800 + i % 4000 : i % 9 == 4 ? 1500 + i % 2000 : 40 + i % 600;
        return string.Create(CultureInfo.InvariantCulture,
            $"T2020{i:0000000000},{Id(person)},{6222_0000_0000_0000L + person},{(stay ? "住院" : "门诊")},{day:yyyy-MM-dd},{(stay ? day.AddDays(i % 9).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")},{yuan}.{i % 100:00},0.00");
    }

    static async Task<(double Seconds, long Peak, string Told)> CommandAsync(DataFolder folder, params string[] words)
    {
        var began = Stopwatch.GetTimestamp();
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, .. words, "--data", folder.Root, "--json"]) { RedirectStandardOutput = true })!;
        var told = run.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!run.HasExited)
        {
            run.Refresh();
            if (!run.HasExited) peak = Math.Max(peak, run.PeakWorkingSet64);
            await Task.WhenAny(run.WaitForExitAsync(), Task.Delay(200));
        }

        return (Stopwatch.GetElapsedTime(began).TotalSeconds, peak, await told);
    }

    /// <summary>Into a table without index or constraint.</summary>
    static async Task<double> BareCopyAsync(House house, string file)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        await using (var table = new NpgsqlCommand("CREATE TABLE bare_copy (serial text, document text, card text, kind text, visited_on date, discharged_on date, own numeric, above_cap numeric)", connection)) await table.ExecuteNonQueryAsync();
        var began = Stopwatch.GetTimestamp();
        using (var from = new StreamReader(file))
        await using (var to = await connection.BeginTextImportAsync("COPY bare_copy FROM STDIN (FORMAT csv, HEADER)"))
        {
            var text = new char[1 << 16];
            for (int read; (read = await from.ReadAsync(text)) > 0;) await to.WriteAsync(text, 0, read);
        }

        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static async Task<double> TimedAsync(House house, string sql)
    {
        var began = Stopwatch.GetTimestamp();
        await using var command = house.Database.Source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    static async Task<(long, string)> PeerAsync(House house)
    {
        await using var command = house.Database.Source.CreateCommand("SELECT count(*), (sum(fen) / 100.0)::numeric(20, 2)::text FROM peer_payments");
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetString(1));
    }
}
