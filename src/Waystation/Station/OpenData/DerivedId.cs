using System.Security.Cryptography;
using System.Text;

namespace Waystation.OpenData;

/// <summary>
/// Ids for parts of a published record that have none of their own: the same on every node and in every answer, because they
/// come from the id of the thing they are part of and what part of it they are (UUID version 8).
/// </summary>
static class DerivedId
{
    /// <summary>A part by its name; worked out once.</summary>
    public static Guid Part(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    /// <summary>Ids are random, so laying a part's constant over them keeps them apart.</summary>
    public static Guid Of(Guid thing, Guid part)
    {
        Span<byte> bytes = stackalloc byte[16], mask = stackalloc byte[16];
        thing.TryWriteBytes(bytes, bigEndian: true, out _);
        part.TryWriteBytes(mask, bigEndian: true, out _);
        for (var i = 0; i < bytes.Length; i++) bytes[i] ^= mask[i];
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
