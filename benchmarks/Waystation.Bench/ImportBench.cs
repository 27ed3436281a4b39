using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Npgsql;
using Waystation.Data;
using Waystation.Members;
using Waystation.Organisations;

namespace Waystation.Bench;

/// <summary>A million rows of the intake form as CSV through the program's own command, beside a bare COPY of what it stored.</summary>
static class ImportBench
{
    const int Rows = 1_000_000, Units = 2_000, Runs = 3;

    static readonly string program = Environment.GetEnvironmentVariable("WAYSTATION_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "Waystation.dll");

    /// <summary>Each run into an empty house; the medians count, because machines differ from minute to minute.</summary>
    public static async Task<int> RunAsync()
    {
        var runs = new List<Run>();
        while (runs.Count < Runs) runs.Add(await OnceAsync());
        var (seconds, copied) = (Median(runs.Select(r => r.Seconds)), Median(runs.Select(r => r.Copied)));
        Line.Print("import", new
        {
            rows = Rows, runs = Runs, seconds = Math.Round(seconds, 1), rows_per_s = (int)(Rows / seconds), fastest_s = Math.Round(runs.Min(r => r.Seconds), 1),
            slowest_s = Math.Round(runs.Max(r => r.Seconds), 1), peak_mb = runs.Max(r => r.Peak) >> 20,
            peer = "COPY", peer_rows_per_s = (int)(Rows / copied), ratio = Math.Round(copied / seconds, 3),
        });
        return runs.TrueForAll(r => r.Stored == Rows) ? 0 : 1;
    }

    readonly record struct Run(double Seconds, double Copied, long Peak, long Stored);

    static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);

    static async Task<Run> OnceAsync()
    {
        await using var empty = await EmptyHouse.OpenAsync();
        var (house, file) = (empty.House, empty.At("members.csv"));
        await WriteFileAsync(file, await StreetsAsync(house));
        Line.Progress($"{Rows:N0} rows, {new FileInfo(file).Length >> 20} MB");

        var (seconds, peak) = await ImportAsync(file, house.Folder);
        return new(seconds, await CopyAsync(house, empty.At("members.copy")), peak, await CountAsync(house));
    }

    static async Task<string[]> StreetsAsync(House house)
    {
        await using (var db = house.Database.NewContext())
            await new ImportDivisions(db, house.Clock).RunAsync(Path.Combine(AppContext.BaseDirectory, "examples", "beijing-divisions.csv"));
        await using var command = house.Database.Source.CreateCommand("SELECT array_agg(name ORDER BY name) FROM unions WHERE kind = 'subdistrict-federation'");
        return (string[])(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The same rows every time: nothing in them is drawn.</summary>
    static async Task WriteFileAsync(string file, string[] streets)
    {
        // On the disk before the clock starts: writing it out would go on beside the import.
        await using var disk = new FileStream(file, FileMode.Create);
        await using var text = new StreamWriter(disk, new UTF8Encoding(true));
        await text.WriteLineAsync("序号,姓名*,证件类型*,证件号码*,证件有效期,性别,出生日期,民族,学历,就业状态,技能等级,户籍类型,是否外地来京务工,手机号*,现居住地,单位名称*,统一社会信用代码,所属工会*,入会日期,京卡号,会籍状态");
        for (var i = 0; i < Rows; i++) await text.WriteLineAsync(Row(i, streets));
        await text.FlushAsync();
        disk.Flush(flushToDisk: true);
    }

    static string Row(int i, string[] streets)
    {
        var unit = (int)(i * 7919L % Units);
        var born = new DateOnly(1960, 1, 1).AddDays(i / 100 % 16_000);
        var id = $"{110101 + i / 1_600_000:000000}{born:yyyyMMdd}{i % 100 * 2 + i / 1_600_000:000}";
        var first = $"91110{unit:000000}MA0{unit % 10}{unit / 10 % 10}X";
        return string.Create(CultureInfo.InvariantCulture,
            $"{i + 1},李{(char)('一' + i % 500)}{(char)('丁' + i % 700)},居民身份证,{id}{IdentityDocument.CheckDigit(id)},长期,女,{born:yyyy/MM/dd},汉族,本科,在岗,中级工,农业,否,13{i % 1_000_000_000:000000000},某小区{i % 300}号楼,北京第{unit}有限公司,{first[..17]}{CreditCode.CheckCharacter(first.AsSpan(0, 17))},{streets[unit % streets.Length]},{2000 + i % 25}-0{i % 9 + 1}-1{i % 10},62220200{i:00000000},在籍");
    }

    static async Task<(double Seconds, long Peak)> ImportAsync(string file, DataFolder folder)
    {
        var began = Stopwatch.GetTimestamp();
        using var run = Process.Start(new ProcessStartInfo("dotnet", [program, "import", "members", file, "--data", folder.Root, "--json"]) { RedirectStandardOutput = true })!;
        var report = run.StandardOutput.ReadToEndAsync();
        var peak = 0L;
        while (!run.HasExited)
        {
            peak = Math.Max(peak, Peak(run));
            await Task.WhenAny(run.WaitForExitAsync(), Task.Delay(500));
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Line.Progress(JsonDocument.Parse(await report).RootElement.GetProperty("accepted").ToString());
        return (seconds, peak);
    }

    /// <summary>The kernel's own high-water mark, so nothing between two looks is missed.</summary>
    static long Peak(Process run)
    {
        run.Refresh();
        return run.HasExited ? 0 : run.PeakWorkingSet64;
    }

    static async Task<long> CountAsync(House house)
    {
        await using var command = house.Database.Source.CreateCommand("SELECT count(*) FROM members");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Into a table without index or constraint, from a file that is ready: what the server can take at best.</summary>
    static async Task<double> CopyAsync(House house, string file)
    {
        await using var connection = await house.Database.Source.OpenConnectionAsync();
        await using (var to = File.Create(file))
        await using (var from = await connection.BeginRawBinaryCopyAsync("COPY members TO STDOUT (FORMAT binary)")) await from.CopyToAsync(to);
        await using (var table = new NpgsqlCommand("CREATE TABLE bare_copy (LIKE members)", connection)) await table.ExecuteNonQueryAsync();

        var began = Stopwatch.GetTimestamp();
        await using (var from = File.OpenRead(file))
        await using (var to = await connection.BeginRawBinaryCopyAsync("COPY bare_copy FROM STDIN (FORMAT binary)")) await from.CopyToAsync(to);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
