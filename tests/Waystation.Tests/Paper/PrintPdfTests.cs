using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Waystation.Paper;

public sealed partial class PrintPdfTests
{
    [Fact]
    public async Task What_says_nothing_of_its_sheet_is_printed_on_A4_and_what_does_on_its_own()
    {
        Assert.SkipUnless(PrintPdf.Program is not null, "this machine has no Chromium");

        Assert.Equal((595, 842), await SizeAsync(""));
        Assert.Equal((595, 420), await SizeAsync("@page { size: A5 landscape }"));
    }

    /// <summary>Of its first sheet, in points.</summary>
    static async Task<(int, int)> SizeAsync(string css)
    {
        var pdf = Encoding.Latin1.GetString(await new PrintPdf(NullLogger<PrintPdf>.Instance).RunAsync("小结", css, "<p>小结</p>", default));
        var size = MediaBox().Match(pdf);
        return (Rounded(size.Groups[1].Value), Rounded(size.Groups[2].Value));
    }

    static int Rounded(string points) => (int)Math.Round(double.Parse(points, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]")]
    private static partial Regex MediaBox();
}
