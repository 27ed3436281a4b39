namespace Waystation.Architecture;

/// <summary>A rule gives its findings, one sentence each; a rule that has never found anything proves nothing.</summary>
static class Law
{
    public static void Holds(Func<House, IEnumerable<string>> rule) => Assert.Empty(rule(House.Standing));

    public static void Sees(Func<House, IEnumerable<string>> rule, string path, string violation) =>
        Assert.NotEmpty(rule(House.Standing.With(path, violation)));

    public static void Allows(Func<House, IEnumerable<string>> rule, string path, string code) =>
        Assert.Empty(rule(House.Standing.With(path, code)));
}
