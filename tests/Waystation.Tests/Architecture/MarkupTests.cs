namespace Waystation.Architecture;

public class MarkupTests
{
    static readonly (string Path, string[] Lines)[] pages = [.. Checkout.Files(".cshtml")];

    [Fact]
    public void The_first_line_of_a_page_is_its_address()
    {
        Law.None(pages.SelectMany(p => MarkupRules.AddressOnLineOne(p.Path, p.Lines)));
        Assert.NotEmpty(MarkupRules.AddressOnLineOne("Planted.cshtml", ["@model Planted", "@page \"/planted\""]));
    }

    [Theory]
    [InlineData("<script>go()</script>")]
    [InlineData("<script type=\"module\">go()</script>")]
    [InlineData("<style>p { color: red }</style>")]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<button onclick=\"go()\">")]
    [InlineData("<a href=\"javascript:go()\">")]
    public void Script_and_style_inside_a_page_are_seen(string line) => Assert.NotEmpty(MarkupRules.NothingInline("Planted.cshtml", [line]));

    [Fact]
    public void No_page_holds_script_or_style()
    {
        Law.None(pages.SelectMany(p => MarkupRules.NothingInline(p.Path, p.Lines)));
        Law.None(MarkupRules.NothingInline("Planted.cshtml", ["<script type=\"module\" src=\"~/map.js\"></script>", "<p data-on=\"1\">version = 1</p>"]));
    }

    [Fact]
    public void A_page_takes_its_words_from_the_resources()
    {
        Law.None(pages.SelectMany(p => MarkupRules.WordsByKey(p.Path, p.Lines)));
        Assert.NotEmpty(MarkupRules.WordsByKey("Planted.cshtml", ["<h1>驿站</h1>"]));
        Law.None(MarkupRules.WordsByKey("Planted.cshtml", ["@* 驿站 *@ <button>中文</button>"]));
    }

    [Fact]
    public void A_plain_form_beside_others_names_its_address()
    {
        Law.None(pages.SelectMany(p => MarkupRules.PlainFormsBesideOthersNameTheirAddress(p.Path, p.Lines)));
        Assert.NotEmpty(MarkupRules.PlainFormsBesideOthersNameTheirAddress("Planted.cshtml", ["<form method=\"post\">", "<button>1</button><button formaction=\"?handler=Fill\">2</button></form>"]));
        Law.None(MarkupRules.PlainFormsBesideOthersNameTheirAddress("Planted.cshtml", ["<form method=\"post\"><button asp-page-handler=\"Take\">1</button></form>", "<form method=\"post\" asp-page-handler=\"Drop\"><button>2</button></form>"]));
    }

    [Fact]
    public void Every_form_that_changes_something_bears_its_token()
    {
        Law.None(pages.SelectMany(p => MarkupRules.FormsBearTheirToken(p.Path, p.Lines)));
        Assert.NotEmpty(MarkupRules.FormsBearTheirToken("Planted.cshtml", ["<form class=\"card\" method=\"post\" action=\"/there\">"]));
        Law.None(MarkupRules.FormsBearTheirToken("Planted.cshtml", ["<form method=\"post\" action=\"/there\" asp-antiforgery=\"true\">", "<form method=\"post\">", "<form method=\"get\" action=\"/there\">"]));
    }
}
