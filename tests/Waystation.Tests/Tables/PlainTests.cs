namespace Waystation.Tables;

public class PlainTests
{
    [Theory]
    [InlineData("材料齐全，同意（详见附件）。", "材料齐全，同意（详见附件）。")]
    [InlineData("　为什么？　２０２６年　再看…… ", "为什么？2026年 再看……")]
    [InlineData("Ａ４ 纸\u200b，\r\n两份", "A4 纸，两份")]
    [InlineData("", "")]
    [InlineData("，", "，")]
    public void What_people_write_to_people_keeps_its_chinese_punctuation(string typed, string kept) => Assert.Equal(kept, Plain.Prose(typed));

    [Fact]
    public void Half_an_emoji_is_seen_to_be_missing() => Assert.Equal("好\ufffd，谢谢", Plain.Prose($"好{(char)0xd83d}，谢谢"));

    [Theory]
    [InlineData("１，２３４．５０", "1,234.50")]
    [InlineData("０８：００－１７：００", "08:00-17:00")]
    public void What_a_program_reads_is_half_width(string typed, string kept) => Assert.Equal(kept, Plain.Text(typed));

    [Theory]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("12,345,678", "12345678")]
    [InlineData("1234.5", "1234.5")]
    [InlineData("", "")]
    [InlineData("12,5", null)]
    [InlineData("12,345,67", null)]
    [InlineData("1234,567", null)]
    [InlineData(",500", null)]
    [InlineData("1.234,567", null)]
    public void Commas_that_part_no_thousands_are_not_guessed_at(string typed, string? plain) => Assert.Equal(plain, Thousands.Plainly(typed));
}
