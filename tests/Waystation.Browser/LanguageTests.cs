namespace Waystation.Browser;

public class LanguageTests(RunningHouse house, Chromium chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reader_of_English_changes_the_language_and_stays_on_the_page(bool script)
    {
        await using var visitor = await chromium.VisitorAsync(house, script: script);
        await visitor.GoAsync("/about");
        Assert.Equal("zh-CN", await visitor.Page.Locator("html").GetAttributeAsync("lang"));

        await visitor.Page.Locator("form.language button[name=to]").ClickAsync();

        await visitor.Page.WaitForURLAsync("**/about");
        Assert.Equal("en", await visitor.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.Equal("About", await visitor.Page.Locator("h1").InnerTextAsync());
    }
}
