using Microsoft.EntityFrameworkCore;
using Waystation.Data;
using Waystation.KeyWork;
using Waystation.Shared;

namespace Waystation.DemoCity;

/// <summary>
/// A year of monthly meetings: what was set, shown, spoken about and done, each on its day, by the verbs that officers use. In one
/// transaction, so that a making that was killed finds all of it or nothing.
/// </summary>
sealed class LiveTheMeetings(House house, TimeProvider clock, DateOnly last)
{
    const int Months = 12, ForDistricts = 6, ForStreets = 3;

    static readonly (string Title, string Measure, string[] Shown)[] works =
    [
        ("新建户外劳动者暖心驿站", "挂牌开放，热水、座位、充电齐备", ["完成选址，已与产权单位商定", "完成改造，等待验收", "已挂牌试开放"]),
        ("新就业形态劳动者集中入会", "当月入会人数达到计划", ["走访配送站点，发放入会码", "现场办理入会，已审核通过", "回访新会员，补齐登记"]),
        ("驿站信息逐一核实", "位置、开放时间、设施全部核实", ["已核实一半站点", "剩余站点逐一走访", "问题站点已改正"]),
        ("夏送清凉慰问一线职工", "慰问覆盖全部户外岗位", ["制定慰问方案", "第一批物资已送达", "慰问全部完成"]),
        ("基层工会换届督导", "到期工会全部完成换届", ["列出到期名单", "已督导三家完成换届", "全部完成并备案"]),
        ("百人以上企业建会", "符合条件的企业全部建会", ["摸清未建会企业", "上门宣讲，两家同意建会", "召开成立大会"]),
        ("工会经费收缴对账", "与税务代收数据核对一致", ["调取上半年数据", "差异单位已逐家联系", "对账完成"]),
        ("职工之家规范建设", "对照标准自查达标", ["完成自查", "整改场地标识", "验收达标"]),
    ];

    static readonly string[] comments = ["进度偏慢，下周报一次节点安排", "做得扎实，可以在街道推广", "选址要靠近配送站点", "责任人要到现场看一看"];
    static readonly string[] nothingNew = ["场地审批未下，等待批复", "本月集中培训，事项下月启动"];

    readonly Dice dice = Dice.For("monthly meetings");
    readonly List<object> made = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = house.Database.NewContext();
        if (await db.Set<KeyItem>().AnyAsync(ct)) return;

        var posts = await PostsAsync(ct);
        var (districts, streets) = (await BelowAsync(posts["city"].Union, ct), await BelowAsync(posts["district"].Union, ct));
        for (var back = Months - 1; back >= 0; back--)
        {
            var month = new DateOnly(last.Year, last.Month, 1).AddMonths(-back);
            for (var i = 0; i < ForDistricts; i++) Item(posts, "city", districts[(back * ForDistricts + i) % districts.Count], month);
            for (var i = 0; i < ForStreets; i++) Item(posts, "district", i == 0 ? posts["street"].Union : dice.One(streets), month);
            foreach (var unit in districts.Concat(streets)) Report(posts["city"].Post, unit, month, isNow: back == 0);
        }

        db.AddRange(made);
        await db.SaveChangesAsync(ct);
    }

    void Item(Dictionary<string, (Guid Post, Guid Union)> posts, string setBy, Guid unit, DateOnly month)
    {
        var (title, measure, shown) = dice.One(works);
        var on = Day(month, 1 + dice.Below(8));
        if (on > last) return;

        var isStreet = unit == posts["street"].Union;
        var terms = new KeyTerms($"{title}（{month:yyyy年M月}）", measure, unit, isStreet ? posts["street"].Post : null, PersonNames.Next(dice, dice.Happens(0.5)), on.AddDays(35 + dice.Below(80)));
        var (item, line) = KeyItem.Set(terms, posts[setBy].Union, At(posts[setBy].Post, on));
        made.AddRange([item, MonthEntry.Of(item), line]);
        Live(item, isStreet ? posts["street"].Post : posts[setBy].Post, posts["leader"].Post, setBy == "district", shown);
    }

    /// <summary>Most are done about their day, some late, some are not heard of.</summary>
    void Live(KeyItem item, Guid unit, Guid leader, bool hasLeader, string[] shown)
    {
        var (day, stops) = (item.SetOn, dice.Happens(0.15) ? dice.Below(2) : shown.Length);
        for (var step = 0; step < stops; step++)
        {
            day = day.AddDays(9 + dice.Below(26));
            if (day > last) return;

            made.Add(item.Show(day, At(unit, day, shown[step])));
            if (hasLeader && dice.Happens(0.35) && day < last) made.Add(item.Comment(At(leader, day.AddDays(1), dice.One(comments))));
        }

        if (stops == shown.Length && day.AddDays(2) <= last) made.Add(item.Finish(At(unit, day.AddDays(2), "达到完成标准，材料已归档")));
    }

    /// <summary>Of the month that runs a part has reported.</summary>
    void Report(Guid post, Guid unit, DateOnly month, bool isNow)
    {
        var (on, isNothing) = (Day(month, 16 + dice.Below(10)), dice.Happens(0.12));
        if (isNow && on > last) return;

        made.Add(KeyReport.File(unit, month, isNothing, At(post, on, isNothing ? dice.One(nothingNew) : "重点工作按计划推进，进展已逐项填报")));
    }

    DateOnly Day(DateOnly month, int day) => month.AddDays(day - 1);

    static Told At(Guid post, DateOnly on, string words = "") => Told.By(post, TimeZoneInfo.ConvertTimeToUtc(on.ToDateTime(new(10, 0)), City.Zone), words);

    async Task<Dictionary<string, (Guid Post, Guid Union)>> PostsAsync(CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand("SELECT a.name, p.id, p.union_id FROM posts p JOIN accounts a ON a.id = p.account_id WHERE a.name IN ('city', 'district', 'street', 'leader')");
        await using var row = await ask.ExecuteReaderAsync(ct);
        Dictionary<string, (Guid Post, Guid Union)> posts = [];
        while (await row.ReadAsync(ct)) posts.Add(row.GetString(0), (row.GetGuid(1), row.GetGuid(2)));
        return posts;
    }

    async Task<List<Guid>> BelowAsync(Guid union, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(
            """
            SELECT u.id FROM union_parents e JOIN unions u ON u.id = e.union_id
            WHERE e.parent_id = $1 AND e.during @> $2 AND u.kind IN ('district-federation', 'development-zone-federation', 'subdistrict-federation') ORDER BY u.division_code, u.name
            """).With(union, City.Today(clock));
        await using var row = await ask.ExecuteReaderAsync(ct);
        List<Guid> unions = [];
        while (await row.ReadAsync(ct)) unions.Add(row.GetGuid(0));
        return unions;
    }
}
