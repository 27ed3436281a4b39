using System.Security.Cryptography;
using Waystation.Places;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Keepers;

/// <summary>The code by which a station's own keepers name it: not the register's number, nor the code of joining or of the door.</summary>
public sealed class InnerCode : IOfStation
{
    /// <summary>Without 0, O, 1, I and L, which are mistaken for each other when typed from paper. Eight of them: 39 bits.</summary>
    const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    const int Length = 8;

    InnerCode() { }

    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Code { get; private set; } = "";
    public DateTime MadeAt { get; private set; }

    public static InnerCode Draw(Station station, DateTime at) =>
        new() { StationId = station.Id, UnionId = station.UnionId, Code = Another(), MadeAt = at };

    /// <summary>The old one opens nothing from now on; PINs stay.</summary>
    public void Renew(DateTime at) => (Code, MadeAt) = (Another(), at);

    static string Another() => RandomNumberGenerator.GetString(Alphabet, Length);

    /// <summary>As typed by hand: small or full-width letters, spaces and hyphens make no difference. Null: no code.</summary>
    public static string? Read(string? typed)
    {
        var code = Plain.Compact(typed ?? "").Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }
}
