using System.Runtime.InteropServices;
using System.Text;

namespace Waystation.MutualAid;

/// <summary>
/// Notices serial numbers that come again for another person: the earlier line must not count for the first one any more. A
/// serial is remembered as a word, so one found here is only suspected; the database looks at the numbers themselves.
/// </summary>
sealed class MovedSerials
{
    ulong[] serials = new ulong[1 << 16];
    uint[] people = new uint[1 << 16];
    int count;

    public HashSet<string> Suspected { get; } = [];

    /// <summary>In the order of the file.</summary>
    public void Add(ReadOnlySpan<byte> serial, Guid person)
    {
        if (count > serials.Length * 0.7) Grow();
        var (word, tag) = (WordOf(serial), TagOf(person));
        var place = Place(serials, word);
        if (serials[place] == word && people[place] != tag) Suspected.Add(Encoding.UTF8.GetString(serial));
        if (serials[place] == 0) count++;
        (serials[place], people[place]) = (word, tag);
    }

    /// <summary>A line of an earlier quarter.</summary>
    public void Compare(ReadOnlySpan<byte> serial, Guid person)
    {
        var word = WordOf(serial);
        var place = Place(serials, word);
        if (serials[place] == word && people[place] != TagOf(person)) Suspected.Add(Encoding.UTF8.GetString(serial));
    }

    void Grow()
    {
        var (more, tags) = (new ulong[serials.Length * 2], new uint[serials.Length * 2]);
        for (var i = 0; i < serials.Length; i++)
        {
            if (serials[i] == 0) continue;
            var place = Place(more, serials[i]);
            (more[place], tags[place]) = (serials[i], people[i]);
        }

        (serials, people) = (more, tags);
    }

    static int Place(ulong[] among, ulong word)
    {
        var mask = among.Length - 1;
        var place = (int)(word >> 20) & mask;
        while (among[place] != 0 && among[place] != word) place = (place + 1) & mask;
        return place;
    }

    static uint TagOf(Guid person) => MemoryMarshal.Cast<Guid, uint>(new ReadOnlySpan<Guid>(in person))[3];

    /// <summary>Mixes eight bytes at a time; never zero.</summary>
    static ulong WordOf(ReadOnlySpan<byte> serial)
    {
        const ulong Mix = 0x9E3779B97F4A7C15;
        var word = (ulong)serial.Length * Mix;
        for (; serial.Length >= 8; serial = serial[8..]) word = Mixed(word ^ BitConverter.ToUInt64(serial));
        var rest = 0UL;
        foreach (var b in serial) rest = rest << 8 | b;
        return Mixed(word ^ rest) | 1;

        static ulong Mixed(ulong value)
        {
            value = (value ^ value >> 32) * Mix;
            return value ^ value >> 29;
        }
    }
}
