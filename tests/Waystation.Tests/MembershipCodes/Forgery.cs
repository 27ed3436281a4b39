using System.Security.Cryptography;
using System.Text;

namespace Waystation.MembershipCodes;

/// <summary>Codes and trust made by hand, without a database, and what somebody may do to them.</summary>
static class Forgery
{
    public const string Ours = "AAAAAAAAAAE", Theirs = "AAAAAAAAAAI", Person = "AAAAAAAAAAAAAAAA";

    public static (SigningKey Signs, CodeKey Verifies) NewKey(CodeAlgorithm algorithm)
    {
        var (publicKey, privateKey) = algorithm.NewKey();
        var id = CodeKey.IdOf(publicKey);
        return (new(id, algorithm, privateKey), new(id, algorithm, publicKey));
    }

    public static MembershipCode Code(SigningKey key, string installation = Ours, string name = "王*芳", string state = "member") =>
        new(installation, key.Algorithm.Name, key.Id, "BBBBBBBBBBBB", Person, state, name, CodeWorld.Noon, CodeWorld.Noon + CodeTrust.Lifetime);

    /// <summary>The eleven fields, one of them changed.</summary>
    public static string With(string code, int field, string value)
    {
        var parts = code.Split('.');
        parts[field] = value;
        return string.Join('.', parts);
    }

    /// <summary>Signed again by whoever holds <paramref name="key"/>, whatever the fields say.</summary>
    public static string Resigned(string code, SigningKey key)
    {
        var text = code[..code.LastIndexOf('.')];
        return $"{text}.{System.Buffers.Text.Base64Url.EncodeToString(key.Algorithm.Sign(key.PrivateKey, Encoding.ASCII.GetBytes(text)))}";
    }
}
