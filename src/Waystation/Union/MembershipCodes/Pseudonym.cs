using System.Buffers.Text;
using Waystation.Data;

namespace Waystation.MembershipCodes;

/// <summary>
/// Who a code is for, without saying who: a keyed hash of the member's id and the (UTC) day, so that the gates of a city cannot
/// follow one person from day to day, and nobody without the vault's key can tell whose it is.
/// </summary>
static class Pseudonym
{
    const int PersonBytes = 12, InstallationBytes = 8;

    public static string Of(Guid memberId, DateTimeOffset at, Vault vault) =>
        Short(vault.Index(BlindIndex.CodePerson, $"{memberId:n} {at.UtcDateTime:yyyyMMdd}"), PersonBytes);

    /// <summary>The same for as long as the data keys live, and another in every other installation.</summary>
    public static string OfInstallation(Vault vault) => Short(vault.Index(BlindIndex.Installation, "installation"), InstallationBytes);

    static string Short(Guid hash, int bytes) => Base64Url.EncodeToString(hash.ToByteArray().AsSpan(0, bytes));
}
