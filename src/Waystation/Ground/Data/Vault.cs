using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// Seals what must not stand in the clear (document and card numbers, phones, free text) with AES-256-GCM or SM4-GCM, and makes
/// keyed blind indexes by which equal values can be found without opening them. Safe for many threads at once.
/// A sealed value is <c>version (1) · nonce (12) · tag (16) · ciphertext</c>; the version names the cipher and its data key, so that both open always.
/// </summary>
public sealed class Vault
{
    const int IndexVersion = 1;
    const int NonceBytes = 12, TagBytes = 16, HeadBytes = 1 + NonceBytes + TagBytes;
    const int MostRemembered = 20_000;

    readonly SealAlgorithm sealsWith;
    readonly ThreadLocal<AesGcm> aes;
    readonly ThreadLocal<Sm4Gcm> sm4;
    readonly ThreadLocal<Nonces> nonces = new(() => new Nonces());
    readonly ConcurrentDictionary<(BlindIndex, string), int> shortIndexes = new();
    readonly ThreadLocal<HMACSHA256?[]> hmacs = new(() => new HMACSHA256?[256]);
    readonly byte[][] indexKeys;

    Vault(MasterKey master, SealAlgorithm sealsWith, byte[] aesKey, byte[] sm4Key, byte[] indexKey)
    {
        this.sealsWith = sealsWith;
        aes = new ThreadLocal<AesGcm>(() => new AesGcm(aesKey, TagBytes));
        sm4 = new ThreadLocal<Sm4Gcm>(() => new Sm4Gcm(sm4Key, TagBytes));
        indexKeys = [.. Enumerable.Range(0, 256).Select(kind => HKDF.DeriveKey(HashAlgorithmName.SHA256, indexKey, 32, info: [(byte)kind]))];
        KeyId = master.Id;
    }

    /// <summary>Names the master key this vault needs, without betraying it.</summary>
    public string KeyId { get; }

    /// <param name="sealsWith">The cipher of new values; by default what the operator chose.</param>
    public static async Task<Vault> OpenAsync(DataFolder folder, NpgsqlDataSource source, CancellationToken ct = default, SealAlgorithm? sealsWith = null)
    {
        var chosen = sealsWith ?? SealChoice.OfTheOperator();
        var master = MasterKey.Find(folder) ?? await FirstMasterAsync(folder, source, ct);
        return new Vault(
            master, chosen, await DataKeyAsync(source, master, "value", (int)SealAlgorithm.Aes, 32, ct),
            await DataKeyAsync(source, master, "value", (int)SealAlgorithm.Sm4, 16, ct), await DataKeyAsync(source, master, "blind-index", IndexVersion, 32, ct));
    }

    public byte[] Seal(ReadOnlySpan<char> text)
    {
        Span<byte> plain = text.Length <= 256 ? stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        plain = plain[..Encoding.UTF8.GetBytes(text, plain)];

        var sealedValue = new byte[HeadBytes + plain.Length];
        sealedValue[0] = (byte)sealsWith;
        var nonce = sealedValue.AsSpan(1, NonceBytes);
        nonces.Value!.Next(nonce);
        var cipherText = sealedValue.AsSpan(HeadBytes);
        var tag = sealedValue.AsSpan(1 + NonceBytes, TagBytes);
        if (sealsWith is SealAlgorithm.Aes) aes.Value!.Encrypt(nonce, plain, cipherText, tag);
        else sm4.Value!.Encrypt(nonce, plain, cipherText, tag);
        CryptographicOperations.ZeroMemory(plain);
        return sealedValue;
    }

    /// <summary>Opens a sealed value. A value that was changed, or sealed under another master key, is refused.</summary>
    public string Open(ReadOnlySpan<byte> sealedValue)
    {
        Rule.Require(sealedValue.Length >= HeadBytes && sealedValue[0] is (byte)SealAlgorithm.Aes or (byte)SealAlgorithm.Sm4, new Sentence("data.sealed-value-unknown"));
        var plain = new byte[sealedValue.Length - HeadBytes];
        try
        {
            var nonce = sealedValue.Slice(1, NonceBytes);
            var tag = sealedValue.Slice(1 + NonceBytes, TagBytes);
            if (sealedValue[0] is (byte)SealAlgorithm.Aes) aes.Value!.Decrypt(nonce, sealedValue[HeadBytes..], tag, plain);
            else sm4.Value!.Decrypt(nonce, sealedValue[HeadBytes..], tag, plain);
        }
        catch (AuthenticationTagMismatchException foreign)
        {
            throw new Refusal(new Sentence("data.sealed-under-another-key", KeyId), foreign);
        }

        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>The blind index of a value: the first 16 bytes of its HMAC-SHA-256, kept as a uuid column.</summary>
    public Guid Index(BlindIndex kind, ReadOnlySpan<char> value)
    {
        Span<byte> plain = value.Length <= 512 ? stackalloc byte[Encoding.UTF8.GetMaxByteCount(value.Length)] : new byte[Encoding.UTF8.GetMaxByteCount(value.Length)];
        plain = plain[..Encoding.UTF8.GetBytes(value, plain)];
        Span<byte> hash = stackalloc byte[32];
        (hmacs.Value![(byte)kind] ??= new HMACSHA256(indexKeys[(byte)kind])).TryComputeHash(plain, hash, out _);
        return new Guid(hash[..16]);
    }

    /// <summary>The blind index of a value of which there are only some thousand; remembered, because in an import each comes up again and again.</summary>
    public int ShortIndex(BlindIndex kind, string value)
    {
        if (shortIndexes.TryGetValue((kind, value), out var known)) return known;

        Span<byte> hash = stackalloc byte[16];
        Index(kind, value).TryWriteBytes(hash);
        var index = BinaryPrimitives.ReadInt32LittleEndian(hash);
        if (shortIndexes.Count < MostRemembered) shortIndexes[(kind, value)] = index;
        return index;
    }

    /// <summary>A new master key is made for a new house only: restored data asks for the one it was sealed under.</summary>
    static async Task<MasterKey> FirstMasterAsync(DataFolder folder, NpgsqlDataSource source, CancellationToken ct)
    {
        await using var wrappedUnder = source.CreateCommand("SELECT master_key FROM data_keys LIMIT 1");
        if (await wrappedUnder.ExecuteScalarAsync(ct) is not string needed) return MasterKey.Create(folder);

        // Another program may have opened the new house a moment before us; its key was put in place before its data keys were.
        return MasterKey.Find(folder) ?? throw new Refusal(new Sentence("data.master-key-missing", needed, folder.Keys));
    }

    /// <summary>The wrapped key stands in the database, so a backup carries it; the master that opens it does not.</summary>
    static async Task<byte[]> DataKeyAsync(NpgsqlDataSource source, MasterKey master, string purpose, int version, int bytes, CancellationToken ct)
    {
        var boundTo = $"{purpose} {version}";
        await using var put = source.CreateCommand(
            """
            INSERT INTO data_keys (purpose, version, master_key, wrapped) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
            """);
        put.Parameters.AddWithValue(purpose);
        put.Parameters.AddWithValue(version);
        put.Parameters.AddWithValue(master.Id);
        put.Parameters.AddWithValue(master.Wrap(RandomNumberGenerator.GetBytes(bytes), boundTo));
        await put.ExecuteNonQueryAsync(ct);

        await using var get = source.CreateCommand("SELECT master_key, wrapped FROM data_keys WHERE purpose = $1 AND version = $2");
        get.Parameters.AddWithValue(purpose);
        get.Parameters.AddWithValue(version);
        await using var row = await get.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        return master.Unwrap(row.GetFieldValue<byte[]>(1), boundTo, wrappedUnder: row.GetString(0));
    }

    /// <summary>Random numbers of the system, fetched for many values at once: one call a value was as dear as the encryption.</summary>
    sealed class Nonces
    {
        readonly byte[] fetched = new byte[NonceBytes * 256];
        int used = NonceBytes * 256;

        public void Next(Span<byte> nonce)
        {
            if (used == fetched.Length)
            {
                RandomNumberGenerator.Fill(fetched);
                used = 0;
            }

            fetched.AsSpan(used, NonceBytes).CopyTo(nonce);
            used += NonceBytes;
        }
    }
}
