using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Waystation.Data;
using Waystation.Organisations;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>A city with its divisions and federations, into which registers are imported.</summary>
sealed class PlacesWorld : IAsyncDisposable
{
    static readonly string header = "编号,名称*,类型*,所属工会*,区*,街道(乡镇)*,详细地址*,经度,纬度,坐标系,开放时间,服务设施,服务对象,进入方式,是否服务户外劳动者,共建单位,负责人,联系电话,挂牌日期";

    readonly TestDatabase database;

    PlacesWorld(TestDatabase database, Vault vault) => (this.database, Vault) = (database, vault);

    public TestDatabase Database => database;
    public Vault Vault { get; }
    public StoppedClock Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

    public static async Task<PlacesWorld> BeijingAsync()
    {
        var database = await Beijing.NewAsync();
        return new PlacesWorld(database, await Vault.OpenAsync(database.Folder, database.Source));
    }

    public Task<ImportReport> ImportAsync(string path, bool dryRun = false, CancellationToken ct = default, Action<long, long?>? progress = null) =>
        new ImportStations(database.Database, Vault, Clock).RunAsync(path, dryRun, progress, ct);

    public async Task<ImportReport> ImportAsync(params Row[] rows)
    {
        var path = Path.Combine(database.Folder.Root, $"register-{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(path, ["暖心驿站登记表", header, .. rows.Select(r => r.ToString())], Encoding.UTF8);
        return await ImportAsync(path);
    }

    /// <summary>What a served house loads within its first seconds, at once.</summary>
    public static async Task LoadAsync(TestHouse house)
    {
        await house.Services.GetRequiredService<Gazetteer>().RefreshAsync();
        await house.Services.GetRequiredService<StationIndex>().RefreshAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var count = database.Source.CreateCommand(sql);
        return Convert.ToInt64(await count.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async Task<T> AskAsync<T>(string sql)
    {
        await using var ask = database.Source.CreateCommand(sql);
        return (T)(await ask.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}

/// <summary>One row of a register as a unit types it; a good one unless said otherwise.</summary>
sealed record Row
{
    public string Code { get; init; } = "";
    public string Name { get; init; } = "建国门街道便利店暖心驿站";
    public string Kind { get; init; } = "暖心驿站";
    public string Union { get; init; } = "东城区建国门街道总工会";
    public string District { get; init; } = "东城区";
    public string Street { get; init; } = "建国门街道";
    public string Address { get; init; } = "建国门内大街1号";
    public string Lon { get; init; } = "116.4222";
    public string Lat { get; init; } = "39.9131";
    public string Datum { get; init; } = "GCJ-02";
    public string Hours { get; init; } = "每天9:00-17:00";
    public string Facilities { get; init; } = "饮水机、微波炉";
    public string Outdoor { get; init; } = "是";
    public string Access { get; init; } = "直接进入";
    public string Keeper { get; init; } = "王芳";
    public string Phone { get; init; } = "010-65120000";
    public string OpenedOn { get; init; } = "2023-05-01";

    public override string ToString() => string.Join(',', new[]
    {
        Code, Name, Kind, Union, District, Street, Address, Lon, Lat, Datum, Hours, Facilities, "户外劳动者", Access, Outdoor, "便利店", Keeper, Phone, OpenedOn,
    }.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
