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
}
