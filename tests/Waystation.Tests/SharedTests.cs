namespace Waystation;

public class SharedTests
{
    [Fact]
    public void The_product_has_a_name_in_both_languages()
    {
        Assert.Equal("会站家", Shared.Words.Say(Shared.Words.Chinese, "shared.product"));
        Assert.Equal("Waystation", Shared.Words.Say(Shared.Words.English, "shared.product"));
    }
}
