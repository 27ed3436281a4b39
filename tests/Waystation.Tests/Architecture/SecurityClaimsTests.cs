using System.Text.RegularExpressions;

namespace Waystation.Architecture;

/// <summary>What docs/security.md claims is held by a test of that name, and not by good intentions.</summary>
public partial class SecurityClaimsTests
{
    static readonly HashSet<string> tests =
    [
        .. from type in typeof(SecurityClaimsTests).Assembly.GetTypes()
           from method in type.GetMethods()
           where method.GetCustomAttributes(inherit: true).OfType<FactAttribute>().Any()
           select $"{type.Name}.{method.Name}",
    ];

    static readonly string[] lines = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "security.md"));

    [Fact]
    public void Every_test_that_a_claim_names_exists()
    {
        Law.None(Missing(lines));
        Assert.NotEmpty(Missing(["| 1.1.1 | planted | `NobodyTests.Holds_this` |"]));
    }

    [Fact]
    public void Every_claim_names_a_test()
    {
        Law.None(Unheld(lines));
        Assert.NotEmpty(Unheld(["| 1.1.1 | planted | good intentions |"]));
    }

    static IEnumerable<string> Missing(IEnumerable<string> said) =>
        said.SelectMany(line => Name().Matches(line)).Select(match => match.Groups[1].Value).Where(name => !tests.Contains(name)).Select(name => $"docs/security.md names {name}, which is no test");

    static IEnumerable<string> Unheld(IEnumerable<string> said) => said.Where(line => Claim().IsMatch(line) && !Name().IsMatch(line)).Select(line => $"held by no test: {line}");

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| \d+\.\d+\.\d+")]
    private static partial Regex Claim();
}
