namespace Waystation.Calendar;

public class SpokenHoursTests
{
    [Theory]
    [InlineData("工作日9:00-11:30,13:30-17:30", "Mo-Fr 09:00-11:30,13:30-17:30; PH off")]
    [InlineData("周一至周五9:00-17:00;周六、周日10:00-16:00", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00")]
    [InlineData("周一至周日 08:00—20:00", "Mo-Su 08:00-20:00")]
    [InlineData("9:00-17:00(周末及节假日休息)", "Mo-Fr 09:00-17:00; PH off")]
    [InlineData("早9点至晚6点", "Mo-Su 09:00-18:00")]
    [InlineData("每天7:30-21:30", "Mo-Su 07:30-21:30")]
    [InlineData("周一至周五 9:00-17:00", "Mo-Fr 09:00-17:00")]
    [InlineData("周一到周六 8:30~18:00", "Mo-Sa 08:30-18:00")]
    [InlineData("24小时", "24/7")]
    [InlineData("全天开放", "24/7")]
    [InlineData("全天24小时开放", "24/7")]
    [InlineData("7×24小时", "24/7")]
    [InlineData("二十四小时", "24/7")]
    [InlineData("0:00-24:00", "24/7")]
    [InlineData("工作日全天", "Mo-Fr 00:00-24:00; PH off")]
    public void The_forms_people_write_are_understood(string spoken, string expected) => Assert.Equal(expected, SpokenHours.ToOpeningHours(spoken));

    [Theory]
    [InlineData("9:00-17:00", "Mo-Su 09:00-17:00")]
    [InlineData("周一至周五 9:00-17:00", "Mo-Fr 09:00-17:00")]
    [InlineData("星期一至星期五 上午9时至下午5时", "Mo-Fr 09:00-17:00")]
    [InlineData("礼拜一到礼拜六 八点半到十八点", "Mo-Sa 08:30-18:00")]
    [InlineData("上午8:30-11:30 下午1:30-5:30", "Mo-Su 08:30-11:30,13:30-17:30")]
    [InlineData("上午9:00-12:00;下午14:00-18:00", "Mo-Su 09:00-12:00,14:00-18:00")]
    [InlineData("早九晚五", "Mo-Su 09:00-17:00")]
    [InlineData("早8晚10", "Mo-Su 08:00-22:00")]
    [InlineData("早上七点半至晚上九点", "Mo-Su 07:30-21:00")]
    [InlineData("下午1点-5点", "Mo-Su 13:00-17:00")]
    [InlineData("开放时间:9:00-18:00", "Mo-Su 09:00-18:00")]
    [InlineData("0900-1730", "Mo-Su 09:00-17:30")]
    [InlineData("9:00am-5:30pm", "Mo-Su 09:00-17:30")]
    [InlineData("9.00-17.30", "Mo-Su 09:00-17:30")]
    [InlineData("周一至周五 8:00 ~ 18:00,周末 9:00 ~ 17:00", "Mo-Fr 08:00-18:00; Sa-Su 09:00-17:00")]
    public void So_are_their_cousins(string spoken, string expected) => Assert.Equal(expected, SpokenHours.ToOpeningHours(spoken));

    [Theory]
    [InlineData("周一、三、五9:00-17:00", "Mo,We,Fr 09:00-17:00")]
    [InlineData("周六日10:00-16:00", "Sa-Su 10:00-16:00")]
    [InlineData("周1-周5 9:00-17:00", "Mo-Fr 09:00-17:00")]
    [InlineData("周一至周四8:00-18:00 周五8:00-17:00", "Mo-Th 08:00-18:00; Fr 08:00-17:00")]
    [InlineData("9:00-17:00(周一至周五)", "Mo-Fr 09:00-17:00")]
    [InlineData("周二至周日9:00-17:00,周一闭馆", "Tu-Su 09:00-17:00")]
    [InlineData("每天9:00-17:00(周一休息)", "Tu-Su 09:00-17:00")]
    [InlineData("双休日10:00-16:00", "Sa-Su 10:00-16:00")]
    public void Days_may_be_listed_and_named_as_closed(string spoken, string expected) => Assert.Equal(expected, SpokenHours.ToOpeningHours(spoken));

    [Theory]
    [InlineData("每天9:00-17:00,法定节假日除外", "Mo-Su 09:00-17:00; PH off")]
    [InlineData("除法定节假日外,每天8:00-20:00", "Mo-Su 08:00-20:00; PH off")]
    [InlineData("周一至周五(节假日除外)9:00-17:00", "Mo-Fr 09:00-17:00; PH off")]
    [InlineData("周一至周五9:00-17:00,节假日休息", "Mo-Fr 09:00-17:00; PH off")]
    [InlineData("工作日8:00-18:00,周末及节假日10:00-16:00", "Mo-Fr 08:00-18:00; Sa-Su,PH 10:00-16:00")]
    [InlineData("9:00-21:00 全年无休", "Mo-Su 09:00-21:00")]
    [InlineData("9:00-21:00,节假日照常开放", "Mo-Su 09:00-21:00")]
    [InlineData("9:00-21:00,周末不休", "Mo-Su 09:00-21:00")]
    public void Holidays_are_closed_or_kept_as_said(string spoken, string expected) => Assert.Equal(expected, SpokenHours.ToOpeningHours(spoken));

    [Theory]
    [InlineData("22:00-6:00", "Mo-Su 22:00-06:00")]
    [InlineData("8:00-次日2:00", "Mo-Su 08:00-02:00")]
    [InlineData("8:00-凌晨1:00", "Mo-Su 08:00-01:00")]
    [InlineData("周一至周四18:00-次日2:00,周五至周六18:00-次日4:00", "Mo-Th 18:00-02:00, Fr-Sa 18:00-04:00")]
    [InlineData("9:00-17:00,午休12:00-13:00", "Mo-Su 09:00-12:00,13:00-17:00")]
    public void Nights_and_breaks_are_kept(string spoken, string expected) => Assert.Equal(expected, SpokenHours.ToOpeningHours(spoken));

    [Theory]
    [InlineData("夏季(5月1日-9月30日)8:00-19:00,冬季(10月1日-次年4月30日)9:00-17:00", "May 01-Sep 30 Mo-Su 08:00-19:00; Oct 01-Apr 30 Mo-Su 09:00-17:00")]
    [InlineData("5月-9月8:00-19:00", "May-Sep Mo-Su 08:00-19:00")]
    public void Seasons_count_with_their_dates(string spoken, string expected) => Assert.Equal(expected, SpokenHours.ToOpeningHours(spoken));

    [Theory]
    [InlineData("")]
    [InlineData("营业时间内")]
    [InlineData("随网点开放")]
    [InlineData("随银行网点营业时间")]
    [InlineData("夏季8:00-19:00,冬季9:00-17:00")]
    [InlineData("以现场公告为准")]
    [InlineData("9:00-17:00左右")]
    [InlineData("9:00-5:00")]
    [InlineData("9-17")]
    [InlineData("预约开放")]
    [InlineData("周一至周五")]
    [InlineData("9:00-25:00")]
    [InlineData("9:70-17:00")]
    [InlineData("工作时间")]
    [InlineData("13月1日-14月2日9:00-17:00")]
    [InlineData("电话联系 9:00-17:00")]
    public void What_is_not_said_stays_unknown(string spoken) => Assert.Null(SpokenHours.ToOpeningHours(spoken));

    [Fact]
    public void A_long_or_hostile_text_is_answered_at_once() => Assert.Null(SpokenHours.ToOpeningHours(string.Concat(Enumerable.Repeat("周一-", 5000))));
}
