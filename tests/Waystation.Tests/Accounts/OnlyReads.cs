using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Waystation.Accounts;

/// <summary>Somebody who reads what others change: refused each form that a colleague sees there, shown none of them, led nowhere that is closed to them.</summary>
static class OnlyReads
{
    /// <param name="writer">Sees the page with its forms, and sends none.</param>
    /// <returns>What the reader was shown.</returns>
    public static async Task<string> AssertAsync(TestHouse house, HttpClient reader, HttpClient writer, string address)
    {
        var before = await LinesAsync(house);
        foreach (var (action, fields) in FormsOf(await TestHouse.PageAsync(writer, address), address))
        {
            using var answer = await Joining.JoiningPagesTests.PressAsync(reader, "/sessions", action, fields);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden, $"{action}: {(int)answer.StatusCode}");
        }

        var page = await TestHouse.PageAsync(reader, address);
        Assert.Empty(page.QuerySelectorAll("main form[method=post]").Select(form => form.OuterHtml));
        foreach (var link in page.QuerySelectorAll("main a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]).Where(IsNoFile).Distinct())
            Assert.True((await reader.GetAsync(link)).StatusCode is HttpStatusCode.OK, $"{address} leads to {link}");
        Assert.Equal(before, await LinesAsync(house));
        return page.QuerySelector("main")!.InnerHtml;
    }

    /// <summary>Whatever is changed leaves a line.</summary>
    static async Task<long> LinesAsync(TestHouse house)
    {
        await using var ask = house.House.Database.Source.CreateCommand("SELECT count(*) FROM logbook");
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    /// <summary>A file that is taken leaves a line too, and is asked for by tests of its own.</summary>
    static bool IsNoFile(string link) => !link.Contains("handler=", StringComparison.Ordinal);

    /// <summary>Once for each button, with the fields as they stand.</summary>
    static IEnumerable<(string Action, Dictionary<string, string> Fields)> FormsOf(IHtmlDocument page, string address) =>
        from form in page.QuerySelectorAll("main form[method=post]")
        from button in form.QuerySelectorAll("button")
        select (button.GetAttribute("formaction") ?? form.GetAttribute("action") ?? address, FieldsOf(form, button));

    static Dictionary<string, string> FieldsOf(IElement form, IElement button)
    {
        Dictionary<string, string> fields = [];
        foreach (var field in form.QuerySelectorAll("input[name], select[name], textarea[name]").Append(button))
            if (field.GetAttribute("name") is { } name && name != "__RequestVerificationToken") fields[name] = field is IHtmlSelectElement chosen ? chosen.Value ?? "" : field.GetAttribute("value") ?? "1";
        return fields;
    }
}
