using System.Security.Cryptography;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>
/// The code by which people find the union they may join, on a sheet at a meeting or at a station. It is no secret, but nobody
/// can guess the next one; a lost or misused one is revoked and another made.
/// </summary>
public sealed class JoinCode : IBelongToUnion, IMayBePublic<JoinCode>
{
    /// <summary>Without 0, O, 1, I and L, which are mistaken for each other when typed from paper. Ten of them: 49 bits.</summary>
    const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public const int Length = 10;

    JoinCode() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }

    /// <summary>Set: it hangs at this station, and who comes by it is counted there.</summary>
    public Guid? StationId { get; private init; }
    public string Code { get; private init; } = "";
    public DateTime MadeAt { get; private init; }
    public DateTime? RevokedAt { get; private set; }

    public static System.Linq.Expressions.Expression<Func<JoinCode, bool>> IsPublic => code => code.RevokedAt == null;

    /// <summary>Ten characters that nobody guesses.</summary>
    public static string Draw() => RandomNumberGenerator.GetString(Alphabet, Length);

    public static JoinCode Make(Guid unionId, Guid? stationId, DateTime at) =>
        new() { UnionId = unionId, StationId = stationId, Code = Draw(), MadeAt = at };

    public void Revoke(DateTime at)
    {
        Rule.Require(RevokedAt is null, Say.CodeRevokedAlready);
        RevokedAt = at;
    }

    /// <summary>As typed by hand: small letters, spaces and hyphens make no difference. Null: no code.</summary>
    public static string? Read(string typed)
    {
        var code = string.Concat(typed.Where(c => c is not (' ' or '-'))).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
