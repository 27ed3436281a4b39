using System.Security.Cryptography;

namespace Waystation.Data;

/// <summary>What went through: bytes, line ends, and the SHA-256 in lower-case hex.</summary>
sealed record Measured(long Bytes, long Lines, string Sha256)
{
    /// <summary>Copies in one buffer, however much there is; stops short where more comes than <paramref name="atMost"/> bytes.</summary>
    public static async Task<Measured> CopyAsync(Stream from, Stream to, CancellationToken ct, long atMost = long.MaxValue)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        long bytes = 0, lines = 0;
        while (bytes <= atMost && await from.ReadAsync(buffer, ct) is > 0 and var read)
        {
            var part = buffer.AsMemory(0, read);
            hash.AppendData(part.Span);
            bytes += read;
            lines += part.Span.Count((byte)'\n');
            await to.WriteAsync(part, ct);
        }

        return new Measured(bytes, lines, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
