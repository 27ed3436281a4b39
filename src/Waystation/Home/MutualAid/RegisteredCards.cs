using Npgsql;
using Waystation.Data;

namespace Waystation.MutualAid;

/// <summary>Whose card is whose, for all of the register at once: two words a card, because there are four million.</summary>
sealed class RegisteredCards
{
    const ulong Shared = 1;

    readonly ulong[] cards, people;
    readonly int mask;

    RegisteredCards(int count)
    {
        var room = 1024;
        while (room < count * 1.6) room *= 2;
        (cards, people, mask) = (new ulong[room], new ulong[room], room - 1);
    }

    public static async Task<RegisteredCards> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT count(*) FROM insured_people WHERE card_index IS NOT NULL", connection) { CommandTimeout = 0 };
        var known = new RegisteredCards((int)(long)(await ask.ExecuteScalarAsync(ct))!);
        await using var rows = await CopiedRows.BeginAsync(connection, "COPY (SELECT card_index, id FROM insured_people WHERE card_index IS NOT NULL) TO STDOUT (FORMAT binary)", ct);
        while (await rows.NextAsync(ct)) known.Add(Word(rows.Guid()), Word(rows.Guid()));
        return known;
    }

    /// <summary>A card that the register gives to two people tells nothing about either.</summary>
    public bool IsAnothers(Guid card, Guid person) => people[Place(Word(card))] is var owner and not 0 and not Shared && owner != Word(person);

    void Add(ulong card, ulong person)
    {
        var place = Place(card);
        people[place] = cards[place] == 0 || people[place] == person ? person : Shared;
        cards[place] = card;
    }

    int Place(ulong card)
    {
        var place = (int)card & mask;
        while (cards[place] != 0 && cards[place] != card) place = (place + 1) & mask;
        return place;
    }

    /// <summary>A keyed index is as random as its half; zero and one are kept free.</summary>
    static ulong Word(Guid index)
    {
        Span<byte> bytes = stackalloc byte[16];
        index.TryWriteBytes(bytes);
        return BitConverter.ToUInt64(bytes[8..]) | 2;
    }
}
