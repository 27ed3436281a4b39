using Waystation.Shared;
using Waystation.Tables;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

public class ImportMembersTests
{
    static string[] Codes(ImportReport report) => [.. report.Problems.Select(p => $"{p.Row} {p.Code}")];

    static (int, int, int, int) Counts(ImportReport report) => (report.Created, report.Updated, report.Unchanged, report.Refused);

    [Fact]
    public async Task A_file_that_is_no_form_writes_nothing()
    {
        await using var world = await NewAsync();

        await Assert.ThrowsAsync<Refusal>(() => world.Import.RunAsync(Workbooks.Csv("甲,乙\n1,2\n"), new ImportOptions()));
        await Assert.ThrowsAsync<Refusal>(() => world.Import.RunAsync(Workbooks.Csv(Header + Row(1) + "\n2,\"李" + new string('x', 40_000)), new ImportOptions()));

        Assert.Equal((0, 0), (await world.CountAsync("import_runs"), await world.CountAsync("members")));
    }

    [Fact]
    public async Task A_union_is_known_by_its_other_name_too()
    {
        await using var world = await NewAsync();
        await world.ExecuteAsync("INSERT INTO union_aliases SELECT union_name_key('东区总工会春街道工会'), id FROM unions WHERE name = $1", Spring);

        var report = await world.ImportAsync(Row(1), Row(2, federation: "东区总工会春街道工会"));

        Assert.Equal((2, 0), (report.Accepted, report.Refused));
        Assert.Equal(1, await world.CountAsync("(SELECT DISTINCT union_id FROM members) m"));
    }

    [Fact]
    public async Task A_union_that_is_not_in_the_tree_is_unknown_and_one_that_was_dissolved_too()
    {
        await using var world = await NewAsync();
        await world.ExecuteAsync("UPDATE unions SET name = '西区冬街道总工会' WHERE name = $1", Autumn);

        var report = await world.ImportAsync(Row(1), Row(2, federation: "火星街道总工会"), Row(3, federation: Autumn), Row(4, federation: "北京市" + Spring), Row(5, federation: " 东区 春街道总工会"));

        Assert.Equal(["3 union-unknown", "4 union-unknown"], Codes(report));
        Assert.Equal("火星街道总工会", report.Problems.First().Message.Parts[0]);
        Assert.Equal(3, report.Accepted);
    }

    [Fact]
    public async Task Of_duplicates_the_first_accepted_row_stands_and_a_refused_row_reserves_nothing()
    {
        await using var world = await NewAsync();

        var report = await world.ImportAsync(Row(1, phone: "1"), Row(1, name: "王一"), Row(1, name: "王二"), Row(2, federation: "无"), Row(2));

        Assert.Equal(["2 phone-invalid", "4 duplicate-in-file", "5 union-unknown"], Codes(report));
        Assert.Equal("王一", await world.ScalarAsync<string>("SELECT name FROM members WHERE name LIKE '王%'"));
    }

    [Fact]
    public async Task A_unit_without_a_union_becomes_a_shell_below_its_streets_joint_union()
    {
        await using var world = await NewAsync();

        await world.ImportAsync(Row(1, "甲厂", "91350100M000100Y43"), Row(2, "甲厂"), Row(3, "甲 厂", "91350100M000100Y43"), Row(4, "乙厂"), Row(5, "甲厂", federation: Autumn));

        var shells = await world.ScalarAsync<string[]>("SELECT array_agg(p.name || '/' || u.name ORDER BY 1) FROM unions u JOIN union_parents e ON e.union_id = u.id JOIN unions p ON p.id = e.parent_id WHERE u.kind = 'unit-shell' AND u.founding_due");
        Assert.Equal(["东区春街道联合基层工会/乙厂", "东区春街道联合基层工会/甲厂", "西区秋街道联合基层工会/甲厂"], shells.Order(StringComparer.Ordinal));
        Assert.Equal(3, await world.ScalarAsync<long>("SELECT count(*) FROM members m JOIN unions u ON u.id = m.union_id WHERE u.credit_code IS NOT NULL"));
    }

    [Fact]
    public async Task A_units_own_union_is_found_by_code_then_by_name_and_only_below_the_named_federation()
    {
        await using var world = await NewAsync();
        var own = await world.UnionAsync("grassroots", "甲厂工会委员会", await world.IdOfAsync(Spring), "91350100M000100Y43");

        await world.ImportAsync(Row(1, "甲厂(新名)", "91350100M000100Y43"), Row(2, "甲厂"), Row(3, "甲厂", "91110108551385082Q"), Row(4, "甲厂", federation: Autumn), Row(5, "别厂", federation: "甲厂工会委员会"));

        Assert.Equal(3, await world.ScalarAsync<long>("SELECT count(*) FROM members WHERE union_id = $1", own));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        await using var world = await NewAsync();
        var file = File(Row(1), Row(2, "乙厂"), Row(3, phone: "x"), Row(4, more: ",,"));

        var first = await world.Import.RunAsync(file, new ImportOptions());
        var second = await world.Import.RunAsync(file, new ImportOptions());

        Assert.Equal((3, 0, 0, 1), Counts(first));
        Assert.Equal((0, 0, 3, 1), Counts(second));
        Assert.Equal(Codes(first), Codes(second));
        Assert.Equal(0, await world.CountAsync("member_changes"));
    }

    [Fact]
    public async Task What_changed_is_taken_over_and_the_old_value_kept_by_date()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1), Row(2));

        var report = await world.ImportAsync(Row(1, phone: "13911112222", name: "李明明"), Row(2, more: ",6222020200001234567,保留会籍"));

        Assert.Equal((0, 2, 0, 0), Counts(report));
        Assert.Equal(["card", "name", "phone", "state"], await world.ScalarAsync<string[]>("SELECT array_agg(field ORDER BY field) FROM member_changes"));
        var old = await world.ScalarAsync<byte[]>("SELECT old_sealed FROM member_changes WHERE field = 'phone' AND changed_on = '2026-11-21'");
        Assert.Equal("13800000000", world.Vault.Open(old));
        Assert.Equal(2, await world.ScalarAsync<long>("SELECT count(*) FROM members WHERE joined_on = '2020-01-02'"));
    }

    [Fact]
    public async Task A_person_who_belongs_elsewhere_is_not_moved()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1, "甲厂"));

        var report = await world.ImportAsync(Row(1, "乙厂", federation: Autumn, name: "别名"));

        var note = Assert.Single(report.Problems);
        Assert.Equal(("member-elsewhere", Severity.Note, (0, 0, 1, 0)), (note.Code, note.Severity, Counts(report)));
        Assert.DoesNotContain("甲厂", note.Message.ToString());
        Assert.Equal(0, await world.ScalarAsync<long>("SELECT count(*) FROM unions WHERE name = '乙厂'"));
    }

    [Fact]
    public async Task A_dry_run_reports_the_same_and_writes_nothing()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1), Row(2));
        var file = File(Row(1, phone: "13911112222"), Row(2), Row(3, "丙厂"), Row(3, "丙厂"), Row(4, federation: "无"));
        var before = (await world.CountAsync("members"), await world.CountAsync("unions"), await world.CountAsync("import_runs"));

        var dry = await world.Import.RunAsync(file, new ImportOptions { DryRun = true });

        Assert.Equal(before, (await world.CountAsync("members"), await world.CountAsync("unions"), await world.CountAsync("import_runs")));
        var real = await world.Import.RunAsync(file, new ImportOptions());
        Assert.Equal((Counts(real), Codes(real)), (Counts(dry), Codes(dry)), comparer);
        Assert.Equal((1, 1, 1, 2), Counts(real));
    }

    [Fact]
    public async Task New_applications_wait_for_the_person()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1));

        await world.Import.RunAsync(File(Row(1), Row(2)), new ImportOptions { What = ImportKind.Applications });

        Assert.Equal(["applied", "member"], await world.ScalarAsync<string[]>("SELECT array_agg(state ORDER BY state) FROM members"));
        Assert.Equal(1, await world.CountAsync("memberships"));
    }

    [Fact]
    public async Task Nothing_that_names_a_person_by_number_stands_in_the_clear()
    {
        await using var world = await NewAsync();
        await world.ImportAsync(Row(1, more: "2020-01-02,6222020200001234567,在籍"), Row(2, phone: "1380000000"));

        foreach (var table in new[] { "members", "import_problems", "import_refused_rows", "import_runs", "member_changes" })
        {
            var all = await world.ScalarAsync<string>($"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t");
            Assert.DoesNotContain(IdOf(1), all);
            Assert.DoesNotContain(IdOf(2), all);
            Assert.DoesNotContain("13800000", all);
            Assert.DoesNotContain("62220202", all);
            Assert.DoesNotContain("某小区", all);
        }
    }

    [Fact]
    public async Task The_example_form_comes_out_as_its_key_says()
    {
        await using var world = await NewAsync();
        using (var sheet = Sheet.Open(Examples.At("intake/members.xlsx")))
        {
            var table = FormTable.Find(sheet, "姓名*", "所属工会*");
            var city = await world.IdOfAsync("东区总工会");
            foreach (var name in table.Rows().Select(row => row[table.Column("所属工会")].Text).Distinct().Where(name => name != "火星街道总工会"))
                await world.UnionAsync("subdistrict-federation", name, city);
        }

        var report = await world.Import.RunAsync(Examples.At("intake/members.xlsx"), new ImportOptions());

        var main = report.Problems.Where(p => p.Severity is Severity.Refused).GroupBy(p => p.Row).ToDictionary(g => g.Key, g => g.First().Code);
        Assert.All(MembersKey.Rows, key => Assert.Equal((key.Row, key.Code), (key.Row, main.GetValueOrDefault(key.Row))));
        Assert.Equal((2921, 0, 0, 79), Counts(report));
    }

    static readonly EqualityComparer<((int, int, int, int), string[])> comparer =
        EqualityComparer<((int, int, int, int), string[])>.Create((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2), a => a.Item1.GetHashCode());
}
