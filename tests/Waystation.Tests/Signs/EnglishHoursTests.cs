using Waystation.Calendar;
using Waystation.Hours;
using Waystation.Lives;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Signs;

/// <summary>On an English sign the hours are English wherever they are certain.</summary>
public sealed class EnglishHoursTests(BuildingCity city) : IClassFixture<BuildingCity>
{
    [Theory]
    [InlineData("24/7", "Round the clock")]
    [InlineData("Mo-Su 08:00-20:00", "Every day 8:00–20:00")]
    [InlineData("Mo-Fr 09:00-17:00; PH off", "Monday–Friday 9:00–17:00; Closed Saturday, Sunday; Closed on public holidays")]
    [InlineData("Mo 08:00-12:00,13:00-01:00, Tu-Su 09:00-17:00; PH 10:00-16:00", "Monday 8:00–12:00, 13:00–1:00; Tuesday–Sunday 9:00–17:00; Public holidays 10:00–16:00")]
    public void A_week_is_said_in_English(string syntax, string said) =>
        Assert.Equal(said, ReadWeek.Of(syntax, WorkingCalendar.China)!.InWords(Words.English));

    [Theory]
    [InlineData("周一至周五 9:00-17:00", "Monday\u2011Friday 9:00\u201117:00; Closed Saturday, Sunday")]
    [InlineData("全天24小时", "Round the clock")]
    [InlineData("夏季 8:00-20:00，冬季 9:00-18:00", null)]
    public async Task No_Chinese_hours_stand_on_an_English_sign_or_list_where_they_are_certain(string hours, string? said)
    {
        var code = await PlaceAsync(hours);
        var syntax = await city.AskAsync<string>($"SELECT coalesce(opening_hours, '') FROM stations WHERE code = '{code}'");

        var sign = await InEnglishAsync(code, "A4", "section.sign .hours strong");
        var list = await InEnglishAsync(code, "List", ".sheet-list tbody tr td:nth-child(3)");

        if (said is not null) Assert.Equal((said, said.Replace('\u2011', '–')), (sign, list.Replace('-', '–')));
        if (syntax.Length > 0) Assert.DoesNotContain(sign + list, c => c >= '\u4e00');
        else Assert.Equal(hours, list);
    }

    [Theory]
    [InlineData("以门店营业时间为准", null, "以门店营业时间为准")]
    [InlineData("5月至9月 8:00-20:00，其余 9:00-18:00", "May-Sep 08:00-20:00; Oct-Apr 09:00-18:00", "May\u2011Sep 08:00\u201120:00; Oct\u2011Apr 09:00\u201118:00")]
    public async Task Free_words_stand_as_the_register_has_them_and_hours_of_a_season_in_Latin_letters(string words, string? syntax, string onSign)
    {
        var code = await PlaceAsync("每天8:00-20:00");
        await city.AskAsync<long>($"WITH said AS (UPDATE stations SET opening_hours_text = '{words}', opening_hours = {(syntax is null ? "NULL" : $"'{syntax}'")}, changed_at = now() WHERE code = '{code}' RETURNING 1) SELECT count(*) FROM said");
        await PlacesWorld.LoadAsync(city.House);

        Assert.Equal(onSign, await InEnglishAsync(code, "A4", "section.sign .hours strong"));
    }

    async Task<string> PlaceAsync(string hours)
    {
        var place = await city.ApplyAsync($"英文{Guid.NewGuid():N}"[..8] + "暖心驿站");
        await city.TakeAsync(place, LifeStep.Visit, LifeStep.Approve, LifeStep.Agree, LifeStep.Equip, LifeStep.Sign);
        var syntax = SpokenHours.ToOpeningHours(hours);
        await city.AskAsync<long>($"WITH said AS (UPDATE stations SET opening_hours_text = '{hours}', opening_hours = {(syntax is null ? "NULL" : $"'{syntax}'")}, changed_at = now() WHERE id = '{place}' RETURNING 1) SELECT count(*) FROM said");
        await PlacesWorld.LoadAsync(city.House);
        return await city.AskAsync<string>($"SELECT code FROM stations WHERE id = '{place}'");
    }

    async Task<string> InEnglishAsync(string code, string kind, string selector)
    {
        var reader = await city.House.StaffAsync(Accounts.Role.DistrictOfficer, city.District);
        await reader.PostAsync("/language", new FormUrlEncodedContent([new("to", "en"), new("back", "/signs")]));
        return (await TestHouse.PageAsync(reader, $"/signs/print?kind={kind}&named={code}")).QuerySelector(selector)!.TextContent.Trim();
    }
}
