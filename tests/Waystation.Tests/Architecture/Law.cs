namespace Waystation.Architecture;

/// <summary>A rule gives its findings, one sentence each; a rule that has never found anything proves nothing.</summary>
static class Law
{
    /// <summary>Rules that ask the one compilation run one after the other: at once, each would only wait for what another looks up.</summary>
    public const string OfTheSource = "The source";

    public static void Holds(Func<House, IEnumerable<string>> rule) => None(rule(House.Standing));

    public static void Sees(Func<House, IEnumerable<string>> rule, string path, string violation) =>
        Assert.NotEmpty(rule(House.Standing.With(path, violation)));

    public static void Allows(Func<House, IEnumerable<string>> rule, string path, string code) =>
        None(rule(House.Standing.With(path, code)));

    /// <summary>Fails with every finding on its own line, so that all can be mended at once.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var found = findings.ToArray();
        if (found.Length > 0) Assert.Fail(string.Join(Environment.NewLine, found));
    }
}
