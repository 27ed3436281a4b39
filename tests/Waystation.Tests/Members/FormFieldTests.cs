using Waystation.Messages;
using Waystation.Tables;

namespace Waystation.Members;

public class FormFieldTests
{
    [Theory]
    [InlineData("13395518583")]
    [InlineData("170 9013 8411")]
    [InlineData("+86-13395518583")]
    [InlineData("+86 133 9551 8583")]
    [InlineData("86-13395518583")]
    [InlineData("008613395518583")]
    [InlineData("（+86）１３３９５５１８５８３")]
    [InlineData("'13395518583")]
    [InlineData("13395518583.0")]
    [InlineData("133\u200b9551\u00a08583")]
    public void A_mobile_is_read_however_it_is_typed(string typed) => Assert.Matches("^1(33|70)90?[0-9]+$", Mobile.Read(typed));

    [Theory]
    [InlineData("1329799727")]
    [InlineData("133955185831")]
    [InlineData("12395518583")]
    [InlineData("010-12345678")]
    [InlineData("86133955185")]
    [InlineData("1339551858x")]
    [InlineData("13395518583/13395518584")]
    [InlineData("1.33955E+10")]
    [InlineData("۱۳۳۹۵۵۱۸۵۸۳")]
    [InlineData("")]
    public void What_is_no_mobile_is_refused(string typed) => Assert.Null(Mobile.Read(typed));

    [Theory]
    [InlineData("2012/05/25")]
    [InlineData("20120525")]
    [InlineData("2012.5.25")]
    [InlineData("2012-05-25")]
    [InlineData("2012年5月25日")]
    [InlineData(" ２０１２ 年 05 月 25 日 ")]
    [InlineData("2012-05-25 00:00:00")]
    [InlineData("2012/5/25 0:00")]
    public void A_day_is_read_in_every_spelling(string typed) => Assert.Equal(new DateOnly(2012, 5, 25), FormDate.Read(Cell.Of(typed)));

    [Fact]
    public void A_date_cell_and_eight_digits_in_a_number_cell_are_days()
    {
        Assert.Equal(new DateOnly(2017, 3, 16), FormDate.Read(Cell.Of(new DateTime(2017, 3, 16))));
        Assert.Equal(new DateOnly(2017, 11, 10), FormDate.Read(Cell.Of(20171110d)));
        Assert.Null(FormDate.Read(Cell.Of(42810d)));
    }

    [Theory]
    [InlineData("2023-02-30")]
    [InlineData("2020.13.1")]
    [InlineData("二零二零年")]
    [InlineData("2020年5月")]
    [InlineData("长期")]
    [InlineData("12-5-25")]
    [InlineData("2012-5.25")]
    [InlineData("0000-01-01")]
    [InlineData("20230229")]
    [InlineData("2012-05-251")]
    public void What_is_no_day_is_refused(string typed) => Assert.Null(FormDate.Read(Cell.Of(typed)));

    [Theory]
    [InlineData("长期", 9999)]
    [InlineData(" 长 期 ", 9999)]
    [InlineData("9999-12-31", 9999)]
    [InlineData("2031.1.3", 2031)]
    [InlineData("2011.01.03-2031.01.03", 2031)]
    [InlineData("2011年1月3日至长期", 9999)]
    public void A_document_may_be_valid_for_ever(string typed, int year) => Assert.Equal(year, FormDate.ReadValidity(Cell.Of(typed))?.Year);

    [Theory]
    [InlineData("马  环", "马环")]
    [InlineData(" 阿依古丽.买买提 ", "阿依古丽·买买提")]
    [InlineData("Mary  Ann O'Neil", "Mary Ann O'Neil")]
    public void A_name_is_cleaned(string typed, string name) => Assert.Equal(name, PersonName.Cleaned(typed));
}
