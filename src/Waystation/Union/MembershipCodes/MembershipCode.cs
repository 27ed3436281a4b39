using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using Waystation.Members;

namespace Waystation.MembershipCodes;

/// <summary>
/// 会员码: proof for five minutes that somebody is a member, signed by their installation. As text it is eleven fields between dots,
/// <c>HYM1.installation.algorithm.key.code.person.state.name.issued.expires.signature</c>: ids, name (UTF-8) and signature in base64url,
/// times in milliseconds since 1970. What is signed is the text before the last dot as it stands, so that nothing can be read in two ways.
/// </summary>
public sealed partial record MembershipCode(
    string Installation, string Algorithm, string Key, string Code, string Person, string State, string MaskedName, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    public const string Format = "HYM1";
    const int LongestText = 600;
    const string Spaces = " \t\r\n\u00a0\u3000";
    const string AMember = "m", ARetainedMember = "r";

    static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Everything but the signature, as it is signed.</summary>
    public string Unsigned => string.Join('.',
        Format, Installation, Algorithm, Key, Code, Person, State is MemberState.Retained ? ARetainedMember : AMember,
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(MaskedName)), IssuedAt.ToUnixTimeMilliseconds(), ExpiresAt.ToUnixTimeMilliseconds());

    public string SignedWith(SigningKey key)
    {
        var text = Unsigned;
        return $"{text}.{Base64Url.EncodeToString(key.Algorithm.Sign(key.PrivateKey, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>The code in a text that was scanned or pasted, however its lines were broken; null where it is none of ours or not as we write it.</summary>
    public static (MembershipCode Code, byte[] Signed, byte[] Signature)? Read(string typed)
    {
        if (typed.Length > LongestText) return null;

        var text = string.Concat(typed.Where(c => !Spaces.Contains(c)));
        var match = Grammar().Match(text);
        if (!match.Success || Bytes(match.Groups["signature"].Value) is not { } signature || NameIn(match.Groups["name"].Value) is not { } name) return null;

        var part = text.Split('.');
        var code = new MembershipCode(
            part[1], part[2], part[3], part[4], part[5], part[6] == ARetainedMember ? MemberState.Retained : MemberState.Member, name,
            Instant(part[8]), Instant(part[9]));
        return code.ExpiresAt > code.IssuedAt ? (code, Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]), signature) : null;
    }

    /// <summary>Only the one spelling that these bytes have: the last character's spare bits must be zero.</summary>
    static byte[]? Bytes(string text)
    {
        if (!Base64Url.IsValid(text)) return null;

        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }

    static string? NameIn(string text)
    {
        try
        {
            return Bytes(text) is { } bytes ? strict.GetString(bytes) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    static DateTimeOffset Instant(string milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds));

    [GeneratedRegex(@"\AHYM1\.[A-Za-z0-9_-]{11}\.[A-Z0-9-]{1,12}\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{12}\.[A-Za-z0-9_-]{16}\.[mr]\.(?<name>[A-Za-z0-9_-]{2,80})\.[1-9][0-9]{12}\.[1-9][0-9]{12}\.(?<signature>[A-Za-z0-9_-]{86})\z")]
    private static partial Regex Grammar();
}
