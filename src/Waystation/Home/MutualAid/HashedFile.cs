using System.Security.Cryptography;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>A file that is hashed while it is read.</summary>
sealed class HashedFile : OneWayStream
{
    readonly FileStream file;
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long read;

    HashedFile(FileStream file) : base(file) => this.file = file;

    public static HashedFile Open(string path)
    {
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(Say.NoSuchFile(Path.GetFileName(path)), unreadable);
        }
    }

    /// <summary>Of the whole file, wherever reading has got to.</summary>
    public static byte[] HashOf(string path)
    {
        using var file = Open(path);
        return SHA256.HashData(file.file);
    }

    public override long Length => file.Length;

    /// <summary>How much of it has been read.</summary>
    public override long Position { get => read; set => throw new NotSupportedException(); }

    /// <summary>After the last byte.</summary>
    public byte[] Hash() => hash.GetHashAndReset();

    public override int Read(Span<byte> buffer)
    {
        var now = file.Read(buffer);
        hash.AppendData(buffer[..now]);
        read += now;
        return now;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }
}
