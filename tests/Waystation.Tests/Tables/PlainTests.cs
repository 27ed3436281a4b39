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
}
