namespace Waystation.Organisations;

public class NameKeyTests
{
    [Theory]
    [InlineData("某公司（北京）工会", "某公司(北京)工会")]
    [InlineData("某公司【北京】 工　会", "某公司(北京)工会")]
    [InlineData("ＡＢＣ公司", "abc公司")]
    [InlineData("阿依古丽•买买提公司", "阿依古丽·买买提公司")]
    public void Ways_of_typing_one_name_have_one_key(string typed, string same) => Assert.Equal(NameKey.Of(same), NameKey.Of(typed));

    [Fact]
    public void Half_a_character_is_no_reason_to_fall_over() => Assert.Equal("甲\uFFFD", NameKey.Of("甲\uD83D"));

    [Fact]
    public async Task The_database_and_the_program_make_the_same_key()
    {
        await using var database = await TestDatabase.NewAsync();
        var random = new Random(7);
        const string dirt = "工会（）()【】〔〕[]{}•・‧·ＡbＺz０９ \t　\u00a0\u200b\ufeffǅß㈱①ﬁÅ";
        string[] names = [.. Enumerable.Range(0, 2000).Select(_ => new string([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => dirt[random.Next(dirt.Length)])]))];

        await using var command = database.Source.CreateCommand("SELECT array_agg(union_name_key(n) ORDER BY i) FROM unnest($1) WITH ORDINALITY AS t (n, i)");
        command.Parameters.AddWithValue(names);
        var keys = (string[])(await command.ExecuteScalarAsync())!;

        Assert.Equal(names.Select(NameKey.Of), keys);
    }
}
