namespace Waystation;

public class SharedTests
{
    [Fact]
    public void The_service_has_a_name_in_both_languages()
    {
        Assert.Equal("工会服务", Shared.Words.Say(Shared.Words.Chinese, "shared.service-name"));
        Assert.Equal("Union Services", Shared.Words.Say(Shared.Words.English, "shared.service-name"));
    }
}
