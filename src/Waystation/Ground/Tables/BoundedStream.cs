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
sealed class BoundedStream(Stream inner, long most, Ration ration, bool markup) : OneWayStream(inner)
{
    const int LongestStretch = 1 << 20;

    long left = most;
    int stretch;

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        left -= read;
        Rule.Require(left >= 0, Say.InflatesTooMuch);
        ration.Take(read);

        var last = buffer[..read].LastIndexOf((byte)'<');
        stretch = last < 0 ? stretch + read : read - last;
        Rule.Require(!markup || stretch <= LongestStretch, Say.CellTooLong);
        return read;
    }
}
