using System.Text;
using System.Text.Json.Nodes;
using Waystation.Data;
using Waystation.Rulebook;

namespace Waystation.MutualAid;

/// <summary>A house with a register, settled as the command line does it.</summary>
sealed class AidWorld : IAsyncDisposable
{
    const string Lines = LineForm.Header;

    readonly TestDatabase? database;
    readonly DirectoryInfo files = Directory.CreateTempSubdirectory("waystation-aid-");

    AidWorld(TestDatabase? database, House house) => (this.database, House) = (database, house);

    public House House { get; }

    public static async Task<AidWorld> NewAsync()
    {
        var database = await TestDatabase.NewAsync();
        return new(database, await House.OpenAsync(database.Folder, database.Database.ConnectionString));
    }

    /// <summary>With the register of the examples.</summary>
    public static async Task<AidWorld> WithExamplesAsync()
    {
        var world = await NewAsync();
        await world.ImportAsync(Examples.At("intake/insured.csv"));
        return world;
    }

    /// <summary>In a house that is served; it keeps its own database.</summary>
    public static AidWorld In(TestHouse served) => new(null, served.House);

    /// <summary>A delivered plan's file with each version changed.</summary>
    public static string Delivered(string plan, Action<JsonNode> change)
    {
        var assembly = typeof(AidPlan).Assembly;
        using var delivered = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(n => n.EndsWith($"/{plan}.json", StringComparison.Ordinal)))!);
        var json = JsonNode.Parse(delivered.ReadToEnd())!;
        foreach (var version in json["versions"]!.AsArray()) change(version!["value"]!);
        return json.ToJsonString();
    }

    /// <summary>The rules as they would be if a delivered plan had another share for a benefit.</summary>
    public static Rules WithShare(House house, string plan, string benefit, int percent) =>
        RulesOf(house).With("new.json", Delivered(plan, value => value["benefits"]!.AsArray().Single(b => (string?)b!["id"] == benefit)!["percent"] = percent), house.Folder);

    public static Rules RulesOf(House house) => Rules.Read(house.Folder, Rooms.RuleKinds);

    public SettleQuarter Settlement => new(House, RulesOf(House));

    public Task<Tables.ImportReport> ImportAsync(string file, bool dryRun = false) => new ImportInsured(House).RunAsync(file, dryRun, Actor.Command, (_, _) => { }, default);

    public Task<Settled> SettleAsync(string quarter, string file) => Settlement.RunAsync(Order(quarter, file), default);

    public static SettleOrder Order(string quarter, string file) => new(Quarter.Read(quarter), file, Path.GetFileName(file), Actor.Command, (_, _) => { });

    public async Task<string> PaymentsAsync(string quarter)
    {
        var path = Path.Combine(files.FullName, $"{Guid.NewGuid():N}.csv");
        await new PaymentList(House).WriteAsync(Quarter.Read(quarter), path, default);
        return await File.ReadAllTextAsync(path);
    }

    public Task<LedgerCheck> VerifyAsync() => new VerifyLedger(House).RunAsync(default);

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var command = House.Database.Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A register of people by number and what is particular about them.</summary>
    public Task<Tables.ImportReport> RegisterAsync(params (string Number, string State)[] people) =>
        ImportAsync(FileOf(InsuredForm.Header, people.Select(p => $"{p.Number},张三,{(p.State == "" ? "" : CardOf(p.Number))},{p.State},东城区和平里街道总工会,是,是,是")));

    public static string CardOf(string number) => $"62{number[..14]}";

    public string LinesOf(params string[] lines) => FileOf(Lines, lines);

    /// <summary>One line: <c>T1 person 门诊 2020-01-05 5000</c>, and for a stay the day it ended.</summary>
    public static string Line(string serial, string person, string amount, string kind = "门诊", string on = "2020-01-05", string left = "", string? card = null) =>
        $"{serial},{person},{card ?? ""},{kind},{on},{left},{amount},0.00";

    public string FileOf(string header, IEnumerable<string> rows, Encoding? encoding = null)
    {
        var path = Path.Combine(files.FullName, $"{Guid.NewGuid():N}.csv");
        File.WriteAllText(path, string.Join("\r\n", rows.Prepend(header)) + "\r\n", encoding ?? new UTF8Encoding(false));
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await House.DisposeAsync();
            await database.DisposeAsync();
        }

        files.Delete(recursive: true);
    }
}
