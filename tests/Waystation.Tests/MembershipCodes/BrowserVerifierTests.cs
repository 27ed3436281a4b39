using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Waystation.MembershipCodes;

/// <summary>The verifier that works without signal says of every code what the server says.</summary>
[Trait("server", "any")]
public class BrowserVerifierTests
{
    const string Oracle = "MembershipCodes/verifier-oracle.mjs";

    [Theory]
    [InlineData("ES256")]
    [InlineData("SM2-SM3")]
    public async Task The_browser_and_the_server_agree_on_every_kind_of_code(string algorithm)
    {
        var (signs, verifies) = Forgery.NewKey(CodeAlgorithm.Named(algorithm)!);
        var (stranger, _) = Forgery.NewKey(CodeAlgorithm.Named(algorithm)!);
        var other = Forgery.NewKey(algorithm == "ES256" ? CodeAlgorithm.Sm2 : CodeAlgorithm.Ecdsa);
        var trust = new CodeTrust(Forgery.Ours, [other.Verifies, verifies], [new("CCCCCCCCCCCCCCCC", CodeWorld.Noon.AddMinutes(1))]);
        var code = Forgery.Code(signs).SignedWith(signs);
        var lost = Forgery.Code(signs) with { Person = "CCCCCCCCCCCCCCCC" };

        var cases = new List<(string Text, DateTimeOffset Now)>
        {
            (code, CodeWorld.Noon), (code, CodeWorld.Noon.AddHours(3)), (code, CodeWorld.Noon.AddHours(-3)), (code, CodeWorld.Noon.AddSeconds(360)), (code, CodeWorld.Noon.AddSeconds(361)),
            (lost.SignedWith(signs), CodeWorld.Noon), (Forgery.Code(stranger).SignedWith(stranger), CodeWorld.Noon), (Forgery.Resigned(code, stranger), CodeWorld.Noon),
            (Forgery.Code(signs, installation: Forgery.Theirs).SignedWith(signs), CodeWorld.Noon), (Forgery.Resigned(Forgery.With(code, 2, other.Signs.Algorithm.Name), signs), CodeWorld.Noon),
            (Forgery.Resigned(Forgery.With(code, 2, "NONE"), signs), CodeWorld.Noon), (Forgery.Code(signs, name: "T***n", state: "retained").SignedWith(signs), CodeWorld.Noon),
            ($" {code[..50]}\r\n\u3000{code[50..]}", CodeWorld.Noon), (Forgery.Code(other.Signs).SignedWith(other.Signs), CodeWorld.Noon),
        };
        cases.AddRange(JudgeTests.Nonsense.Select(n => (n.Data, CodeWorld.Noon)));
        cases.AddRange(Enumerable.Range(0, 60).Select(_ => (Flipped(code), CodeWorld.Noon)));
        foreach (var degenerate in new[] { new byte[64], [.. Enumerable.Repeat((byte)255, 64)], Halves(0, 1), Halves(1, 0) })
            cases.Add((Forgery.With(code, 10, Base64Url.EncodeToString(degenerate)), CodeWorld.Noon));

        var there = await AskAsync(trust, cases);

        Assert.Equal(cases.Select(c => Here(trust, c.Text, c.Now)), there);
        Assert.Equal(Enum.GetValues<Verdict>().Length, there.Select(v => v.Split(' ')[0]).Distinct().Count());
    }

    /// <summary>Signatures begin with a zero byte once in 256: what pads wrongly fails only then.</summary>
    [Theory]
    [InlineData("ES256", 600)]
    [InlineData("SM2-SM3", 300)]
    public async Task Hundreds_of_fresh_codes_are_valid_on_both_sides(string algorithm, int many)
    {
        var keys = Enumerable.Range(0, 10).Select(_ => Forgery.NewKey(CodeAlgorithm.Named(algorithm)!)).ToArray();
        var trust = new CodeTrust(Forgery.Ours, [.. keys.Select(k => k.Verifies)], []);
        var codes = Enumerable.Range(0, many).Select(i => ((Forgery.Code(keys[i % 10].Signs) with { Code = $"{i:D12}" }).SignedWith(keys[i % 10].Signs), CodeWorld.Noon)).ToList();

        Assert.All(codes, c => Assert.Equal(Verdict.Valid, trust.Judge(c.Item1, c.Noon).Verdict));
        Assert.All(await AskAsync(trust, codes), verdict => Assert.StartsWith("valid ", verdict));
    }

    static string Here(CodeTrust trust, string text, DateTimeOffset now)
    {
        var found = trust.Judge(text, now);
        return found.Code is { } code ? $"{found.Name} {code.MaskedName} {code.State}" : found.Name;
    }

    static async Task<string[]> AskAsync(CodeTrust trust, IEnumerable<(string Text, DateTimeOffset Now)> cases)
    {
        var kept = JsonSerializer.SerializeToElement(KeptTrust.Of(trust), KeptTrust.Json);
        return JsonSerializer.Deserialize<string[]>(await Node.RunAsync(Oracle, JsonSerializer.Serialize(cases.Select(c => new { text = c.Text, trust = kept, now = c.Now.ToUnixTimeMilliseconds() }))))!;
    }

    static byte[] Halves(byte r, byte s)
    {
        var signature = new byte[64];
        (signature[31], signature[63]) = (r, s);
        return signature;
    }

    static string Flipped(string code)
    {
        var place = RandomNumberGenerator.GetInt32(code.Length);
        return string.Concat(code.Select((c, i) => i == place ? (char)(c ^ (1 << RandomNumberGenerator.GetInt32(7))) : c));
    }
}
