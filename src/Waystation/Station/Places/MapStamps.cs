using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Waystation.Places;

/// <summary>What all places on the map say in one minute, as a stamp, and since when this node has seen them say so. Worked out once a minute.</summary>
sealed class MapStamps(StationIndex index, TimeProvider clock)
{
    const int StampBytes = 12;

    readonly Lock stamping = new();
    (PlaceMap Map, DateTimeOffset Minute, string Stamp, DateTimeOffset SeenAt)? last;

    public (string Stamp, DateTimeOffset SeenAt) Now()
    {
        var (map, now) = (index.Map, clock.GetUtcNow());
        var minute = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMinute, TimeSpan.Zero);
        lock (stamping)
        {
            if (last is { } known && ReferenceEquals(known.Map, map) && known.Minute == minute) return (known.Stamp, known.SeenAt);

            var stamp = StampOf(map, minute);
            var seenAt = last is { } before && before.Stamp == stamp ? before.SeenAt : now;
            last = (map, minute, stamp, seenAt);
            return (stamp, seenAt);
        }
    }

    static string StampOf(PlaceMap map, DateTimeOffset minute)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(PlaceMap).Module.ModuleVersionId.ToByteArray());
        Span<byte> row = stackalloc byte[7 * sizeof(long)];
        for (var i = 0; i < map.Places.Count; i++)
        {
            var (place, opening) = (map.Places[i], map.OpeningOf(i, minute));
            place.Id.TryWriteBytes(row);
            Write(row, 2, place.ChangedAt.Ticks);
            Write(row, 3, place.VerifiedAt?.Ticks ?? 0);
            Write(row, 4, place.Said.Shut is [.., var shut] ? shut.UtcTicks : 0);
            Write(row, 5, (long)place.Facilities);
            // Minutes leave room below them for the state.
            Write(row, 6, (opening.Until?.UtcTicks ?? 0) + (long)opening.State);
            hash.AppendData(row);
            if (place.Said.ChangeAt(minute, _ => true) is { } change) hash.AppendData(Encoding.UTF8.GetBytes(change.Reason));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, StampBytes));
    }

    static void Write(Span<byte> row, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(row[(at * sizeof(long))..], value);
}
