using System.Buffers.Text;
using System.Security.Cryptography;
using Npgsql;
using Waystation.Data;
using Waystation.Members;
using Waystation.Paper;
using Waystation.Shared;

namespace Waystation.MembershipCodes;

/// <summary>A code to be shown: its text, the same as a picture, and the union of whom it is for, which is not in it.</summary>
public sealed record IssuedCode(string Text, string Svg, MembershipCode Code, string Union);

/// <summary>Makes a code for a member. Nothing is stored: what it says is signed, and a revocation names the person, not the code.</summary>
public sealed class IssueCode(NpgsqlDataSource source, CodeKeys keys, CodeAlgorithm algorithm, Vault vault, TimeProvider clock)
{
    const int CodeBytes = 9, LongestName = 8;

    /// <summary>Refused where the person is not, or not yet, a member.</summary>
    public async Task<IssuedCode> RunAsync(Guid memberId, CancellationToken ct = default)
    {
        var (name, state, union) = await FindAsync(memberId, ct);
        Rule.Require(state is MemberState.Member or MemberState.Retained, new Sentence("codes.members-only"));

        var now = clock.GetUtcNow();
        var key = await keys.CurrentAsync(algorithm, ct);
        var code = new MembershipCode(
            Pseudonym.OfInstallation(vault), algorithm.Name, key.Id, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(CodeBytes)),
            Pseudonym.Of(memberId, now, vault), state, Short(PersonName.Masked(name)), now, now + CodeTrust.Lifetime);
        var text = code.SignedWith(key);
        return new(text, QrPicture.Of(text), code, union);
    }

    async Task<(string Name, string State, string Union)> FindAsync(Guid memberId, CancellationToken ct)
    {
        await using var ask = source.CreateCommand("SELECT m.name, m.state, u.name FROM members m JOIN unions u ON u.id = m.union_id WHERE m.id = $1");
        ask.Parameters.AddWithValue(memberId);
        await using var row = await ask.ExecuteReaderAsync(ct);
        return await row.ReadAsync(ct) ? (row.GetString(0), row.GetString(1), row.GetString(2)) : ("", "", "");
    }

    /// <summary>A long name in Latin letters would only make the picture finer: T***n says as much.</summary>
    static string Short(string masked) => masked.Length <= LongestName ? masked : $"{masked[0]}***{masked[^1]}";
}
