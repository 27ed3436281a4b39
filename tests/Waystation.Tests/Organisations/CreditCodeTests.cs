using FsCheck;
using FsCheck.Fluent;

namespace Waystation.Organisations;

public class CreditCodeTests
{
    const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    static readonly Gen<string> code =
        from first in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(17)
        let text = new string(first)
        select text + CreditCode.CheckCharacter(text);

    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData("91110108551385082Q")]
    public void Codes_printed_in_public_are_right(string known) => Assert.True(CreditCode.IsRight(known));

    [Theory]
    [InlineData("")]
    [InlineData("9135010M000100Y43")]
    [InlineData("91350100M000100Y4S")]
    [InlineData("91350100I000100Y43")]
    [InlineData("91350100m000100y43")]
    public void Codes_of_another_length_or_alphabet_are_not(string wrong) => Assert.False(CreditCode.IsRight(wrong));

    [Fact]
    public void Every_code_with_its_check_character_is_right_and_with_any_other_character_anywhere_is_not() =>
        Prop.ForAll(code.ToArbitrary(), right =>
        {
            Assert.True(CreditCode.IsRight(right));
            for (var i = 0; i < right.Length; i++)
                foreach (var other in Alphabet.Where(c => c != right[i]))
                    Assert.False(CreditCode.IsRight(right[..i] + other + right[(i + 1)..]));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_neighbours_changed_over_are_found() =>
        Prop.ForAll(code.ToArbitrary(), Gen.Choose(0, 16).ToArbitrary(), (right, i) =>
        {
            if (right[i] == right[i + 1]) return;
            Assert.False(CreditCode.IsRight($"{right[..i]}{right[i + 1]}{right[i]}{right[(i + 2)..]}"));
        }).QuickCheckThrowOnFailure();
}
