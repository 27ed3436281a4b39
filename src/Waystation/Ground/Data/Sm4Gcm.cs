using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Waystation.Data;

/// <summary>SM4-GCM with one key, in the shape of <see cref="AesGcm"/>. For one thread.</summary>
sealed class Sm4Gcm(byte[] key, int tagBytes)
{
    readonly GcmBlockCipher cipher = new(new SM4Engine());
    // The key's tables are made once: without a key the cipher keeps the one it has.
    KeyParameter? firstKey = new(key);

    public void Encrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> cipherText, Span<byte> tag)
    {
        var made = Run(forEncryption: true, nonce, plain.ToArray());
        made.AsSpan(0, plain.Length).CopyTo(cipherText);
        made.AsSpan(plain.Length).CopyTo(tag);
    }

    public void Decrypt(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> cipherText, ReadOnlySpan<byte> tag, Span<byte> plain)
    {
        try
        {
            Run(forEncryption: false, nonce, [.. cipherText, .. tag]).CopyTo(plain);
        }
        catch (InvalidCipherTextException changed)
        {
            throw new AuthenticationTagMismatchException(changed.Message, changed);
        }
    }

    byte[] Run(bool forEncryption, ReadOnlySpan<byte> nonce, byte[] input)
    {
        cipher.Init(forEncryption, new AeadParameters(firstKey, tagBytes * 8, nonce.ToArray()));
        firstKey = null;
        var output = new byte[cipher.GetOutputSize(input.Length)];
        var written = cipher.ProcessBytes(input, 0, input.Length, output, 0);
        cipher.DoFinal(output, written);
        CryptographicOperations.ZeroMemory(input);
        return output;
    }
}
