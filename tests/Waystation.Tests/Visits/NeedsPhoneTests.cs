using Waystation.Places;

namespace Waystation.Visits;

/// <summary>A door that opens only by a QR code: whoever has no phone knows it before the way, and the place does not meet the access item.</summary>
public sealed class NeedsPhoneTests
{
    [Fact]
    public async Task A_door_that_opens_only_by_qr_is_shown_as_needing_a_phone_and_fails_the_access_item()
    {
        var world = await PlacesWorld.BeijingAsync();
        await world.ImportAsync(new Row { Code = "Q1", Name = "扫码驿站", Access = "微信扫码开门" }, new Row { Code = "Q2", Name = "敞开驿站", Lat = "39.9141" });
        await using var house = await TestHouse.OnAsync(world.Database);
        await PlacesWorld.LoadAsync(house);
        var officer = await house.OfficerAsync();

        async Task<(bool Says, string Finding)> OfAsync(string code)
        {
            var id = (Guid)(await house.House.Database.Source.CreateCommand($"SELECT id FROM stations WHERE code = '{code}'").ExecuteScalarAsync())!;
            var item = (await TestHouse.PageAsync(officer, $"/station-lives/{id}/standards")).QuerySelectorAll(".things li").Single(li => li.TextContent.Contains("直接进入，不用扫码登记", StringComparison.Ordinal));
            return ((await TestHouse.PageAsync(house.Visitor(), $"/stations/{code.ToLowerInvariant()}")).Body!.TextContent.Contains("要用手机才能进", StringComparison.Ordinal), item.QuerySelector(".has")!.ClassName!);
        }

        Assert.Equal((true, "has missing"), await OfAsync("Q1"));
        Assert.Equal((false, "has works"), await OfAsync("Q2"));
        var list = (await TestHouse.PageAsync(house.Visitor(), "/?lat=39.913&lon=116.421&open=any")).Body!.TextContent;
        Assert.Contains("扫码驿站", list);
        Assert.Equal(2, list.Split("要用手机才能进").Length);
    }
}
