using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// The key that wraps the data keys. It stands outside the database, in <c>DIR/keys/master.json</c> (0600) or in the file
/// that <c>WAYSTATION_MASTER_KEY</c> names, and no backup carries it: whoever holds a backup alone can read no ID number.
/// </summary>
sealed class MasterKey
{
    const int NonceBytes = 12, TagBytes = 16;

    readonly byte[] bytes;

    MasterKey(string id, byte[] bytes) => (Id, this.bytes) = (id, bytes);

    /// <summary>Eight hex digits by which a backup says which key it needs.</summary>
    public string Id { get; }

    public static MasterKey? Find(DataFolder folder)
    {
        var named = Environment.GetEnvironmentVariable("WAYSTATION_MASTER_KEY");
        if (!string.IsNullOrEmpty(named)) return Read(named);

        return File.Exists(FileIn(folder)) ? Read(FileIn(folder)) : null;
    }

    /// <summary>Wraps a 32-byte data key: nonce (12) · tag (16) · ciphertext (32), bound to its purpose and version.</summary>
    public byte[] Wrap(byte[] dataKey, string boundTo)
    {
        var wrapped = new byte[NonceBytes + TagBytes + dataKey.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(bytes, TagBytes);
        aes.Encrypt(wrapped.AsSpan(0, NonceBytes), dataKey, wrapped.AsSpan(NonceBytes + TagBytes), wrapped.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(boundTo));
        return wrapped;
    }

    /// <summary>Opens a wrapped data key. One that another master key wrapped is refused, naming the key it needs.</summary>
    public byte[] Unwrap(byte[] wrapped, string boundTo, string wrappedUnder)
    {
        Rule.Require(wrappedUnder == Id, new Sentence("data.needs-another-master-key", wrappedUnder, Id));
        var dataKey = new byte[wrapped.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(bytes, TagBytes);
        aes.Decrypt(wrapped.AsSpan(0, NonceBytes), wrapped.AsSpan(NonceBytes + TagBytes), wrapped.AsSpan(NonceBytes, TagBytes), dataKey, Encoding.UTF8.GetBytes(boundTo));
        return dataKey;
    }

    public static MasterKey Create(DataFolder folder)
    {
        Directory.CreateDirectory(folder.Keys);
        KeepToOwner(folder.Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var file = FileIn(folder);
        var draft = $"{file}.{Guid.NewGuid():N}";
        File.WriteAllText(draft, JsonSerializer.Serialize(new Stored(1, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))));
        KeepToOwner(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        // Two processes may start on one empty folder: the first to put its key in place wins, the other reads it.
        try { File.Move(draft, file, overwrite: false); }
        catch (IOException) when (File.Exists(file)) { File.Delete(draft); }
        return Read(file);
    }

    static MasterKey Read(string file)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllText(file))!;
            var key = Convert.FromBase64String(stored.Key);
            return new MasterKey(IdOf(key), key.Length == 32 ? key : throw new FormatException());
        }
        catch (Exception broken) when (broken is JsonException or FormatException or NullReferenceException or ArgumentNullException or IOException)
        {
            throw new Refusal(new Sentence("data.master-key-unreadable", file), broken);
        }
    }

    static string FileIn(DataFolder folder) => Path.Combine(folder.Keys, "master.json");

    static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 4));

    static void KeepToOwner(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
    }

    sealed record Stored(int Version, string Key);
}
