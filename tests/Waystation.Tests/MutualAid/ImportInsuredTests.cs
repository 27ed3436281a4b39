using Waystation.Shared;
using static Waystation.MutualAid.AidWorld;

namespace Waystation.MutualAid;

public class ImportInsuredTests
{
    const string Anna = "110101196506104988", Bo = "110101196910120883";

    [Fact]
    public async Task Bad_rows_are_refused_with_their_number_and_the_rest_is_taken()
    {
        await using var world = await NewAsync();
        var file = world.FileOf(InsuredForm.Header,
        [
            ",张三,,,东城区总工会,是,是,是", $"{Anna},张三,,,,是,是,是", $"{Anna},张三,,,东城区总工会,是,也许,是", $"{Anna},张三,,,东城区总工会,是,是,是", $"{Anna},张三,,,东城区总工会,否,是,是",
            "110101196910120884,李四,,,东城区总工会,是,是,是",
        ]);

        var report = await world.ImportAsync(file);

        Assert.Equal((6, 4, 2), (report.Rows, report.Refused, report.Created));
        Assert.Equal([(2, "document-missing"), (3, "union-missing"), (4, "yes-or-no"), (6, "duplicate-in-file"), (7, "check-digit")], report.Problems.Select(p => (p.Row, p.Code)));
        Assert.All(report.Problems, p => Assert.NotEqual(p.Message.Key, p.Message.ToString()));
    }

    [Fact]
    public async Task A_wrong_header_takes_nothing()
    {
        await using var world = await NewAsync();

        Assert.Equal("aid.wrong-header", (await Assert.ThrowsAsync<Refusal>(() => world.ImportAsync(world.FileOf("证件号码,姓名", [$"{Anna},张三"])))).Sentence.Key);
    }

    [Fact]
    public async Task The_register_comes_again_and_only_what_changed_is_updated()
    {
        await using var world = await WithExamplesAsync();
        var again = await world.ImportAsync(Examples.At("intake/insured.csv"));
        await world.RegisterAsync((Anna, "正常"), (Bo, "正常"));
        var changed = await world.RegisterAsync((Anna, "已注销"), (Bo, "正常"));

        Assert.Equal((0, 0, 4000, 0), (again.Created, again.Updated, again.Unchanged, again.Refused));
        Assert.Equal((0, 1, 1), (changed.Created, changed.Updated, changed.Unchanged));
        Assert.Equal(await world.AskAsync<long>("SELECT count(DISTINCT aid_union) FROM insured_people"), await world.AskAsync<long>("SELECT count(*) FROM aid_unions"));
    }

    [Fact]
    public async Task A_dry_run_tells_and_stores_nothing()
    {
        await using var world = await NewAsync();

        Assert.Equal(4000, (await world.ImportAsync(Examples.At("intake/insured.csv"), dryRun: true)).Created);
        Assert.Equal(0L, await world.AskAsync<long>("SELECT (SELECT count(*) FROM insured_people) + (SELECT count(*) FROM aid_unions)"));
    }
}
