using System.Security.Cryptography;
using System.Text;
using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>
/// The key to the pages that change or show members' records, until accounts exist: whoever can read the data folder is the
/// operator. It stands in <c>DIR/keys/operator-key</c> (0600) and is printed at every start.
/// </summary>
public sealed class OperatorKey
{
    readonly string key;

    OperatorKey(string key) => this.key = key;

    public static OperatorKey OpenOrCreate(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Keys);
        var file = Path.Combine(folder.Keys, "operator-key");
        if (!File.Exists(file))
        {
            File.WriteAllText(file, RandomNumberGenerator.GetHexString(24, lowercase: true));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return new OperatorKey(File.ReadAllText(file).Trim());
    }

    public bool Opens(string? given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given?.Trim() ?? ""), Encoding.UTF8.GetBytes(key));

    public override string ToString() => key;
}
