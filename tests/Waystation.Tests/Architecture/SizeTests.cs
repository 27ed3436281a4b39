namespace Waystation.Architecture;

[Collection(Law.OfTheSource)]
public class SizeTests(ITestOutputHelper output)
{
    static readonly (string Path, string[] Lines)[] files = [.. Checkout.Files(".cs", ".cshtml")];

    [Fact]
    public void A_file_fits_on_a_few_screens()
    {
        var sizes = Sizes.OfFiles(files).ToArray();
        output.WriteLine($"lines per file, median/95th/max: {Sizes.Summary(sizes)}");

        Law.None(Sizes.Above(Sizes.MostLinesOfAFile, sizes));
        Assert.NotEmpty(Sizes.Above(Sizes.MostLinesOfAFile, Sizes.OfFiles([("Planted.cs", new string[301])])));
    }

    [Fact]
    public void A_method_fits_in_the_hand()
    {
        var sizes = Sizes.OfMethods(files).ToArray();
        output.WriteLine($"lines per method, median/95th/max: {Sizes.Summary(sizes)}");
        string[] planted = ["class Planted {", "void Do() {", .. Enumerable.Repeat("Do();", 39), "}", "}"];

        Law.None(Sizes.Above(Sizes.MostLinesOfAMethod, sizes));
        Assert.NotEmpty(Sizes.Above(Sizes.MostLinesOfAMethod, Sizes.OfMethods([("Planted.cs", planted)])));
    }
}
