using System.IO.Compression;
using System.Text;
using Waystation.Shared;

namespace Waystation.MutualAid;

public sealed class BankTemplateTests
{
    static readonly BankColumn reference = new("流水", BankField.Reference), account = new("卡号", BankField.Account), name = new("姓名", BankField.Name), fen = new("金额（分）", BankField.Fen);

    static BankRow Row(int number) => new(number, $"6222000{number:D9}", "张,三", Money.Yuan(640));

    [Theory]
    [InlineData("columns")]
    [InlineData("rowsPerFile")]
    [InlineData("separator")]
    [InlineData("columns[4]")]
    public void A_template_that_cannot_pay_anybody_or_tell_the_answers_apart_is_refused(string field)
    {
        BankTemplate template = field switch
        {
            "columns" => new([reference, account, fen], 10),
            "rowsPerFile" => new([reference, account, name, fen], 0),
            "separator" => new([reference, account, name, fen], 10, "||"),
            _ => new([reference, account, name, fen, new("用途", BankField.Text)], 10),
        };

        Assert.Equal(field, template.WrongField());
    }

    [Fact]
    public async Task A_bank_gets_its_own_columns_in_its_own_encoding_and_no_more_rows_a_file_than_it_takes()
    {
        var template = new BankTemplate([fen, account, name, new("用途", BankField.Text, "互助保障"), reference], 2, ",", Gbk: true);
        using var one = new MemoryStream();
        using var many = new MemoryStream();

        Assert.Null(template.WrongField());
        Assert.Equal("txt", await template.WriteAsync([Row(1), Row(2)], one));
        Assert.Equal("zip", await template.WriteAsync([Row(1), Row(2), Row(3)], many));

        var gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        Assert.Equal("金额（分）,卡号,姓名,用途,流水\r\n64000,6222000000000001,张 三,互助保障,1\r\n64000,6222000000000002,张 三,互助保障,2\r\n", gbk.GetString(one.ToArray()));
        using var archive = new ZipArchive(new MemoryStream(many.ToArray()));
        Assert.Equal(["001.txt", "002.txt"], archive.Entries.Select(e => e.FullName));
        using var second = new StreamReader(archive.Entries[1].Open(), gbk);
        Assert.Equal(2, (await second.ReadToEndAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
