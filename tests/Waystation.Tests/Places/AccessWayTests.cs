using Waystation.Shared;

namespace Waystation.Places;

public class AccessWayTests
{
    [Theory]
    [InlineData("直接进入", true, false)]
    [InlineData("免登记，也可扫码", true, false)]
    [InlineData("扫码开门", false, true)]
    [InlineData("小程序预约", false, true)]
    [InlineData("向店员登记", false, false)]
    [InlineData("由店员开门", false, false)]
    [InlineData("", null, false)]
    public void The_registers_words_say_whether_anybody_walks_in_and_whether_it_takes_a_phone(string words, bool? walksIn, bool needsPhone) =>
        Assert.Equal((walksIn, needsPhone), (AccessWay.IsWalkIn(words), AccessWay.NeedsPhone(words)));

    [Theory]
    [InlineData("直接进入", "walk in")]
    [InlineData("由工作人员开门", "staff open the door")]
    [InlineData("从后门进，敲三下", "从后门进，敲三下")]
    [InlineData("", "")]
    public void A_word_of_ours_is_said_in_the_readers_language_and_any_other_stays(string written, string english) =>
        Assert.Equal((written, english), Said(() => RegisterWords.Access(written)));

    [Fact]
    public void Each_of_several_words_is_said_by_itself() =>
        Assert.Equal(("户外劳动者、附近居民", "outdoor workers, 附近居民"), Said(() => RegisterWords.Serves("户外劳动者、附近居民")));

    static (string Chinese, string English) Said(Func<string> say) => (Reader.In(Words.Chinese, say), Reader.In(Words.English, say));
}
