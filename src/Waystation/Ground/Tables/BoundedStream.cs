using Waystation.Shared;

namespace Waystation.Tables;

/// <summary>How much may still be inflated out of one file, whatever its directory claims.</summary>
sealed class Ration(long bytes)
{
    public void Take(int count)
    {
        bytes -= count;
        Rule.Require(bytes >= 0, Say.InflatesTooMuch);
    }
}

/// <summary>
/// Counts what really comes out of a compressed part, and refuses a stretch without any markup: such a stretch is the
/// one thing an XML reader must keep in memory whole.
/// </summary>
sealed class BoundedStream(Stream inner, long most, Ration ration, bool markup) : Stream
{
    const int LongestStretch = 1 << 20;

    long left = most;
    int stretch;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        left -= read;
        Rule.Require(left >= 0, Say.InflatesTooMuch);
        ration.Take(read);

        var last = buffer[..read].LastIndexOf((byte)'<');
        stretch = last < 0 ? stretch + read : read - last;
        Rule.Require(!markup || stretch <= LongestStretch, Say.CellTooLong);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
    }
}
