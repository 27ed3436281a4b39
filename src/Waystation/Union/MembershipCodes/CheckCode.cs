namespace Waystation.MembershipCodes;

/// <summary>Looks at a code while there is signal: by the clock of the server and what was revoked up to this moment.</summary>
public sealed class CheckCode(Revocations revocations, TimeProvider clock)
{
    public async Task<CheckedCode> RunAsync(string text, CancellationToken ct = default) =>
        (await revocations.TrustAsync(ct)).Judge(text, clock.GetUtcNow());
}
