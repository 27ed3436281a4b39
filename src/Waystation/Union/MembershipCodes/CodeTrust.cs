namespace Waystation.MembershipCodes;

/// <summary>Every code that was issued for this person up to an instant is void.</summary>
/// <param name="Person">The pseudonym of one day, as codes carry it.</param>
public sealed record Revocation(string Person, DateTimeOffset UpTo);

/// <summary>All that a verifier needs, with or without signal: whose codes, which keys, what was revoked.</summary>
public sealed record CodeTrust(string Installation, IReadOnlyList<CodeKey> Keys, IReadOnlyList<Revocation> Revoked)
{
    /// <summary>Long enough to walk to the gate and be scanned twice, too short to hand a picture of it around.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>How far a verifier's clock may be off, either way, before it matters: phones that set their clock by the network stay within seconds.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>The same judgement stands in wwwroot/code/verifier.mjs for the time without signal; a test holds them together.</summary>
    public CheckedCode Judge(string text, DateTimeOffset now)
    {
        if (MembershipCode.Read(text) is not var (code, signed, signature)) return new(Verdict.Unreadable);
        if (code.Installation != Installation) return new(Verdict.Foreign);
        if (Keys.FirstOrDefault(key => key.Id == code.Key) is not { } key) return new(Verdict.UnknownKey);
        if (key.Algorithm.Name != code.Algorithm || !key.Algorithm.Verify(key.PublicKey, signed, signature)) return new(Verdict.WrongSignature);

        return new(InTime(code, now), code);
    }

    Verdict InTime(MembershipCode code, DateTimeOffset now)
    {
        if (Revoked.Any(r => r.Person == code.Person && code.IssuedAt <= r.UpTo)) return Verdict.Revoked;
        if (now > code.ExpiresAt + Tolerance) return Verdict.Expired;
        return now < code.IssuedAt - Tolerance ? Verdict.NotYetValid : Verdict.Valid;
    }
}
