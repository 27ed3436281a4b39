namespace Waystation.MembershipCodes;

/// <summary>What is said of a code, for either algorithm. Nothing here touches a database.</summary>
public class JudgeTests
{
    public static TheoryData<string> Algorithms => ["ES256", "SM2-SM3"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_part_of_a_code_that_is_changed_breaks_its_signature(string algorithm)
    {
        var (trust, key) = Trust(algorithm);
        var code = Forgery.Code(key).SignedWith(key);
        var other = Forgery.Code(key, name: "李*", state: "retained").SignedWith(key).Split('.');

        foreach (var (field, value) in new[] { (4, "CCCCCCCCCCCC"), (5, "AAAAAAAAAAABAAAA"), (6, "r"), (7, other[7]), (8, "1795233600001"), (9, "1895233600000"), (10, other[10]) })
            Assert.Equal(Verdict.WrongSignature, trust.Judge(Forgery.With(code, field, value), CodeWorld.Noon).Verdict);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_code_that_another_key_signed_is_refused_though_it_names_ours(string algorithm)
    {
        var (trust, key) = Trust(algorithm);
        var (thief, _) = Forgery.NewKey(CodeAlgorithm.Named(algorithm)!);

        var forged = Forgery.Resigned(Forgery.Code(key).SignedWith(key), thief);

        Assert.Equal(Verdict.WrongSignature, trust.Judge(forged, CodeWorld.Noon).Verdict);
    }

    [Theory]
    [InlineData("ES256", "SM2-SM3")]
    [InlineData("SM2-SM3", "ES256")]
    [InlineData("ES256", "NONE")]
    [InlineData("ES256", "HS256")]
    public void A_code_never_chooses_by_which_algorithm_it_is_checked(string algorithm, string claimed)
    {
        var (trust, key) = Trust(algorithm);

        var claims = Forgery.Resigned(Forgery.With(Forgery.Code(key).SignedWith(key), 2, claimed), key);

        Assert.Equal(Verdict.WrongSignature, trust.Judge(claims, CodeWorld.Noon).Verdict);
    }

    [Theory]
    [InlineData("ES256", "SM2-SM3")]
    [InlineData("SM2-SM3", "ES256")]
    public void A_private_key_of_one_algorithm_signs_nothing_for_a_key_of_the_other(string algorithm, string other)
    {
        var (trust, key) = Trust(algorithm);
        var (thief, _) = Forgery.NewKey(CodeAlgorithm.Named(other)!);
        var code = Forgery.Code(key).SignedWith(key);

        Assert.Equal(Verdict.WrongSignature, trust.Judge(Forgery.Resigned(Forgery.With(code, 2, other), thief), CodeWorld.Noon).Verdict);
        Assert.Equal(Verdict.WrongSignature, trust.Judge(Forgery.Resigned(code, thief), CodeWorld.Noon).Verdict);
    }

    [Fact]
    public void A_key_nobody_knows_here_and_another_installation_are_told_apart()
    {
        var (trust, key) = Trust("ES256");
        var (stranger, _) = Forgery.NewKey(CodeAlgorithm.Ecdsa);

        Assert.Equal(Verdict.UnknownKey, trust.Judge(Forgery.Code(stranger).SignedWith(stranger), CodeWorld.Noon).Verdict);
        Assert.Equal(Verdict.Foreign, trust.Judge(Forgery.Code(stranger, installation: Forgery.Theirs).SignedWith(stranger), CodeWorld.Noon).Verdict);
        Assert.Equal(Verdict.Foreign, trust.Judge(Forgery.Code(key, installation: Forgery.Theirs).SignedWith(key), CodeWorld.Noon).Verdict);
    }

    /// <summary>Seconds from the moment of issue; a code lives 300, and 60 either way are forgiven.</summary>
    [Theory]
    [InlineData(0, Verdict.Valid)]
    [InlineData(299, Verdict.Valid)]
    [InlineData(360, Verdict.Valid)]
    [InlineData(361, Verdict.Expired)]
    [InlineData(3 * 3600, Verdict.Expired)]
    [InlineData(-60, Verdict.Valid)]
    [InlineData(-61, Verdict.NotYetValid)]
    [InlineData(-5 * 3600, Verdict.NotYetValid)]
    public void Time_decides_also_for_a_clock_that_is_off_by_hours(int seconds, Verdict verdict)
    {
        var (trust, key) = Trust("ES256");

        Assert.Equal(verdict, trust.Judge(Forgery.Code(key).SignedWith(key), CodeWorld.Noon.AddSeconds(seconds)).Verdict);
    }

    [Theory]
    [InlineData(0, Verdict.Revoked)]
    [InlineData(60, Verdict.Revoked)]
    [InlineData(-1, Verdict.Valid)]
    public void A_revocation_voids_what_was_issued_up_to_it(int seconds, Verdict verdict)
    {
        var (trust, key) = Trust("ES256");
        var revoked = trust with { Revoked = [new("CCCCCCCCCCCCCCCC", CodeWorld.Noon.AddDays(1)), new(Forgery.Person, CodeWorld.Noon.AddSeconds(seconds))] };

        Assert.Equal(verdict, revoked.Judge(Forgery.Code(key).SignedWith(key), CodeWorld.Noon.AddSeconds(90)).Verdict);
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void What_is_no_code_of_ours_is_unreadable(string text)
    {
        var (trust, _) = Trust("ES256");

        Assert.Equal(Verdict.Unreadable, trust.Judge(text, CodeWorld.Noon).Verdict);
    }

    public static TheoryData<string> Nonsense
    {
        get
        {
            var key = Forgery.NewKey(CodeAlgorithm.Ecdsa).Signs;
            var code = Forgery.Code(key).SignedWith(key);
            return
            [
                "", "HYM1", "https://example.com/", "京卡 6222 0000 0000 0000", new string('A', 10_000), code[..^1], code + "A", code + ".A", code[..code.LastIndexOf('.')],
                Forgery.With(code, 0, "HYM2"), Forgery.With(code, 0, "hym1"), Forgery.With(code, 2, "es256"), Forgery.With(code, 6, "x"),
                // Not UTF-8; times in the wrong order, without a digit, with a sign.
                Forgery.With(code, 7, "_w"), Forgery.With(code, 9, code.Split('.')[8]), Forgery.With(code, 8, "179523360000"), Forgery.With(code, 8, "+795233600000"),
                // The same bytes in another spelling.
                code[..^1] + (char)(code[^1] + 1),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_code_just_issued_is_valid_and_says_only_what_the_gate_needs(string algorithm)
    {
        var (trust, key) = Trust(algorithm);
        var text = Forgery.Code(key).SignedWith(key);

        var found = trust.Judge($"  {text[..40]}\r\n{text[40..]}　", CodeWorld.Noon);

        Assert.Equal((Verdict.Valid, "王*芳", "member"), (found.Verdict, found.Code!.MaskedName, found.Code.State));
        Assert.Equal(Forgery.Code(key), found.Code);
    }

    [Fact]
    public void Every_verdict_has_a_word_and_a_sentence_of_its_own_in_both_languages()
    {
        foreach (var language in new[] { Shared.Words.Chinese, Shared.Words.English })
        {
            var said = Enum.GetValues<Verdict>().Select(v => new CheckedCode(v)).SelectMany(c => new[] { c.Sentence.In(language), Shared.Words.Say(language, $"codes.word-{c.Name}") }).ToList();
            Assert.Equal(said.Count, said.Distinct().Count());
            Assert.DoesNotContain(said, s => s.StartsWith("codes.", StringComparison.Ordinal));
        }
    }

    static (CodeTrust Trust, SigningKey Key) Trust(string algorithm)
    {
        var (signs, verifies) = Forgery.NewKey(CodeAlgorithm.Named(algorithm)!);
        return (new(Forgery.Ours, [Forgery.NewKey(CodeAlgorithm.Ecdsa).Verifies, verifies, Forgery.NewKey(CodeAlgorithm.Sm2).Verifies], []), signs);
    }
}
