using FsCheck;
using FsCheck.Fluent;

namespace Waystation.MembershipCodes;

/// <summary>Whatever is flipped in a code, it is refused.</summary>
[Trait("server", "any")]
public class FlippedCodeTests
{
    [Theory]
    [InlineData("ES256")]
    [InlineData("SM2-SM3")]
    public void No_flipped_bit_of_a_code_goes_through(string algorithm)
    {
        var (signs, verifies) = Forgery.NewKey(CodeAlgorithm.Named(algorithm)!);
        var trust = new CodeTrust(Forgery.Ours, [verifies], []);
        var code = Forgery.Code(signs).SignedWith(signs);
        Assert.Equal(Verdict.Valid, trust.Judge(code, CodeWorld.Noon).Verdict);

        var places = Gen.Choose(0, code.Length - 1).SelectMany(place => Gen.Choose(0, 7).Select(bit => (place, bit))).ToArbitrary();

        Prop.ForAll(places, at => trust.Judge(Flipped(code, at.place, at.bit), CodeWorld.Noon) is { Verdict: not Verdict.Valid, Code: null }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    static string Flipped(string code, int place, int bit) => string.Concat(code.Select((c, i) => i == place ? (char)(c ^ (1 << bit)) : c));
}
