using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.KeyWork;

/// <summary>What an item refuses, and what light it shows; on 21 November 2026.</summary>
[Trait("server", "any")]
public class KeyItemTests
{
    static readonly Guid unit = Guid.NewGuid(), post = Guid.NewGuid();
    static readonly DateOnly today = new(2026, 11, 21);
    static readonly KeyLight rule = new(AmberBeforeDue: 7, AmberAfterSilence: 31, RedAfterSilence: 62);
    static readonly KeyTerms terms = new("新建户外劳动者驿站五个", "挂牌开放", unit, null, "李卫东", today.AddDays(30));

    static Told At(DateOnly day, string words = "已经选定三处地点") => Told.By(post, day.ToDateTime(new(4, 0), DateTimeKind.Utc), words);

    static KeyItem Item() => KeyItem.Set(terms, unit, At(today)).Item;

    public static TheoryData<string, Action> Refusals => new()
    {
        { "keywork.title-needed", () => KeyItem.Set(terms with { Title = "建站" }, unit, At(today)) },
        { "keywork.person-needed", () => KeyItem.Set(terms with { Person = " " }, unit, At(today)) },
        { "keywork.due-before-set", () => KeyItem.Set(terms with { DueOn = today.AddDays(-1) }, unit, At(today)) },
        { "keywork.due-too-far", () => KeyItem.Set(terms with { DueOn = today.AddYears(4) }, unit, At(today)) },
        { "keywork.too-long", () => KeyItem.Set(terms with { Title = new('长', 101) }, unit, At(today)) },
        { "keywork.nobodys-numbers", () => KeyItem.Set(terms with { Title = "联系张师傅１３８００００１２３４" }, unit, At(today)) },
        { "keywork.nobodys-numbers", () => At(today, "证件 110101 19900307 803X 已核") },
        { "keywork.not-text", () => At(today, "看不见的\u0001字符") },
        { "keywork.nothing-changed", () => Item().Change(terms, At(today)) },
        { "keywork.show-something", () => Item().Show(today, At(today, "好")) },
        { "keywork.not-yet", () => Item().Show(today.AddDays(1), At(today)) },
        { "keywork.before-it-was-set", () => Item().Show(today.AddDays(-32), At(today)) },
        { "keywork.nothing-shown", () => Item().Finish(At(today)) },
        { "keywork.already-open", () => Item().Reopen(At(today)) },
        { "keywork.say-why", () => Item().Withdraw(At(today, "")) },
        { "keywork.comment-is-empty", () => Item().Comment(At(today, "")) },
        { "keywork.not-open", () => Ended().Show(today, At(today)) },
        { "keywork.not-open", () => Ended().Change(terms with { DueOn = today.AddDays(60) }, At(today)) },
        { "keywork.month-is-over", () => Ended().Reopen(At(new(2026, 12, 1))) },
        { "keywork.why-nothing-new", () => KeyReport.File(unit, new(2026, 11, 1), nothingNew: true, At(today, "无")) },
        { "keywork.report-is-empty", () => KeyReport.File(unit, new(2026, 11, 1), nothingNew: false, At(today, "")) },
    };

    static KeyItem Ended()
    {
        var item = Item();
        item.Show(today, At(today));
        item.Finish(At(today, "五个驿站全部开放"));
        return item;
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_cannot_be_said_of_an_item_is_refused(string sentence, Action act) =>
        Assert.Equal(sentence, Assert.Throws<Refusal>(act).Sentence.Key);

    [Fact]
    public void Each_verb_leaves_a_line_with_the_item_as_it_is_then()
    {
        var (item, set) = KeyItem.Set(terms, unit, At(today));
        var shown = item.Show(today, At(today), new("stations", new(2026, 11, 1), 3));
        var changed = item.Change(terms with { DueOn = today.AddDays(60) }, At(today, "地点未定，顺延一个月"));
        var comment = item.Comment(At(today, "抓紧"));
        var done = item.Finish(At(today, "五个驿站全部开放"));

        Assert.Equal((today.AddDays(30), null), (set.DueOn, set.ShownOn));
        Assert.Equal((today, 3), (shown.ShownOn!.Value, shown.IndicatorValue!.Value));
        Assert.Equal((today.AddDays(60), KeyState.Open), (changed.DueOn, changed.State));
        Assert.Equal(KeyState.Open, comment.State);
        Assert.Equal((KeyState.Done, today), (done.State, done.EndedOn!.Value));
    }

    [Theory]
    [InlineData(-1, 0, Light.Red, "keywork.why-overdue")]
    [InlineData(0, 0, Light.Amber, "keywork.why-due-today")]
    [InlineData(7, 0, Light.Amber, "keywork.why-due-soon")]
    [InlineData(8, 31, Light.Green, "keywork.why-on-the-way")]
    [InlineData(8, 32, Light.Amber, "keywork.why-silent")]
    [InlineData(7, 63, Light.Red, "keywork.why-silent")]
    [InlineData(90, 62, Light.Amber, "keywork.why-silent")]
    public void The_light_follows_from_the_due_day_and_the_days_since_something_was_shown(int left, int silent, Light light, string why)
    {
        var judged = Judged.Of(rule, today.AddDays(-100), today.AddDays(left), KeyState.Open, null, today.AddDays(-silent), today);

        Assert.Equal((light, why), (judged.Light, judged.Why.Key));
    }

    [Fact]
    public void Nothing_shown_yet_is_grey_then_amber_and_done_is_green_however_late()
    {
        var due = today.AddDays(200);

        Assert.Equal(Light.Grey, Judged.Of(rule, today, due, KeyState.Open, null, null, today.AddDays(31)).Light);
        Assert.Equal(Light.Amber, Judged.Of(rule, today, due, KeyState.Open, null, null, today.AddDays(32)).Light);
        Assert.Equal(("keywork.why-done-late", Light.Green), Judged.Of(rule, today, due, KeyState.Done, due.AddDays(3), due, due.AddDays(9)) is var late ? (late.Why.Key, late.Light) : default);
        Assert.Equal("redAfterSilence", (rule with { RedAfterSilence = 31 }).WrongField());
    }
}
