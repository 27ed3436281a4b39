using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// One random key for each person, wrapped by the vault. What must outlive the person's record in places that nobody may
/// change (the log, decisions) is sealed with it: to destroy the key is to delete all of that at once.
/// </summary>
public sealed class PersonKeys(Vault vault, TimeProvider clock)
{
    /// <summary>The person's key, made if there is none.</summary>
    /// <param name="connection">Its open transaction, where there is one, holds the key together with what it seals.</param>
    public async Task<PersonKey> OfAsync(NpgsqlConnection connection, Guid personId, CancellationToken ct = default)
    {
        if (await FindAsync(connection, personId, ct) is { } known) return known;

        await using var make = new NpgsqlCommand("INSERT INTO person_keys (person_id, wrapped, made_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", connection);
        make.With(personId, vault.Seal(Convert.ToBase64String(RandomNumberGenerator.GetBytes(PersonKey.Bytes))), clock.GetUtcNow().UtcDateTime);
        await make.ExecuteNonQueryAsync(ct);
        // Of two who make it at once, both take the first one's.
        return (await FindAsync(connection, personId, ct))!;
    }

    /// <summary>Null: never made, or destroyed.</summary>
    public async Task<PersonKey?> FindAsync(NpgsqlConnection connection, Guid personId, CancellationToken ct = default) =>
        (await FindAsync(connection, [personId], ct)).GetValueOrDefault(personId);

    /// <summary>The keys that stand, by person.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonKey>> FindAsync(NpgsqlConnection connection, Guid[] people, CancellationToken ct = default)
    {
        await using var find = new NpgsqlCommand("SELECT person_id, wrapped FROM person_keys WHERE person_id = ANY ($1)", connection);
        find.With(people);
        await using var row = await find.ExecuteReaderAsync(ct);
        var keys = new Dictionary<Guid, PersonKey>();
        while (await row.ReadAsync(ct)) keys[row.GetGuid(0)] = new(row.GetGuid(0), Convert.FromBase64String(vault.Open(row.GetFieldValue<byte[]>(1))));
        return keys;
    }

    /// <summary>What this person's key sealed can be read by nobody any more, wherever it stands. Safe to repeat.</summary>
    public async Task DestroyAsync(NpgsqlConnection connection, Guid personId, CancellationToken ct = default)
    {
        await using var destroy = new NpgsqlCommand("DELETE FROM person_keys WHERE person_id = $1", connection);
        destroy.With(personId);
        await destroy.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>
/// The key of one person in memory. A value it seals is <c>version (1) · nonce (12) · tag (16) · ciphertext</c> (AES-256-GCM),
/// bound to the person: put beside another person's, it does not open.
/// </summary>
public sealed class PersonKey
{
    internal const int Bytes = 32;
    const byte Version = 1;
    const int NonceBytes = 12, TagBytes = 16, HeadBytes = 1 + NonceBytes + TagBytes;

    readonly byte[] key, boundTo;

    internal PersonKey(Guid personId, byte[] key) => (this.key, boundTo) = (key, personId.ToByteArray(bigEndian: true));

    public byte[] Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedValue = new byte[HeadBytes + plain.Length];
        sealedValue[0] = Version;
        RandomNumberGenerator.Fill(sealedValue.AsSpan(1, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(sealedValue.AsSpan(1, NonceBytes), plain, sealedValue.AsSpan(HeadBytes), sealedValue.AsSpan(1 + NonceBytes, TagBytes), boundTo);
        return sealedValue;
    }

    /// <summary>A value that was changed, or sealed for another person or with a key destroyed since, is refused.</summary>
    public string Open(ReadOnlySpan<byte> sealedValue)
    {
        Rule.Require(sealedValue.Length >= HeadBytes && sealedValue[0] == Version, new Sentence("data.sealed-value-unknown"));
        var plain = new byte[sealedValue.Length - HeadBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(sealedValue.Slice(1, NonceBytes), sealedValue[HeadBytes..], sealedValue.Slice(1 + NonceBytes, TagBytes), plain, boundTo);
        }
        catch (AuthenticationTagMismatchException foreign)
        {
            throw new Refusal(new Sentence("data.person-key-gone"), foreign);
        }

        return Encoding.UTF8.GetString(plain);
    }
}
