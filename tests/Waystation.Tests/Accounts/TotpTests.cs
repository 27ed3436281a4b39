using System.Text;

namespace Waystation.Accounts;

public class TotpTests
{
    static readonly byte[] secret = Encoding.ASCII.GetBytes("12345678901234567890");

    /// <summary>RFC 6238, appendix B, SHA-1: the last six of its eight digits.</summary>
    [Theory]
    [InlineData(59L, "287082")]
    [InlineData(1111111109L, "081804")]
    [InlineData(1111111111L, "050471")]
    [InlineData(1234567890L, "005924")]
    [InlineData(2000000000L, "279037")]
    [InlineData(20000000000L, "353130")]
    public void A_code_is_the_one_of_the_standard(long second, string code)
    {
        Assert.Equal(code, Totp.CodeAt(secret, DateTimeOffset.FromUnixTimeSeconds(second)));
        Assert.Equal(second / 30, Totp.StepOf(secret, code, DateTimeOffset.FromUnixTimeSeconds(second)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("28708")]
    [InlineData("2870822")]
    [InlineData("287083")]
    [InlineData("２８７０８２")]
    [InlineData("abcdef")]
    public void What_is_no_code_of_now_is_none(string? typed) => Assert.Null(Totp.StepOf(secret, typed, DateTimeOffset.FromUnixTimeSeconds(59)));

    [Fact]
    public void A_code_typed_with_a_space_is_read() => Assert.NotNull(Totp.StepOf(secret, " 287 082 ", DateTimeOffset.FromUnixTimeSeconds(59)));

    /// <summary>RFC 4648, section 10, and the secret of the standard.</summary>
    [Theory]
    [InlineData("foobar", "MZXW6YTBOI")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    public void A_secret_is_typed_as_base_32(string bytes, string text) => Assert.Equal(text, Totp.Text(Encoding.ASCII.GetBytes(bytes)));
}
