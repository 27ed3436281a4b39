using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waystation.Shared;

/// <summary>An amount of yuan in whole fen. In files it is a number of yuan with at most two decimals.</summary>
[JsonConverter(typeof(MoneyInFiles))]
public readonly record struct Money(long Fen) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public static Money Yuan(decimal yuan) => new(checked((long)(yuan * 100)));

    /// <summary>A share in whole percent, half a fen counting up.</summary>
    public Money Percent(int percent) => new((Fen * percent + 50) / 100);

    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>340.00, without thousands: as bank and settlement files have it.</summary>
    public override string ToString() => (Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>As pages show it: 1,340.00.</summary>
    public string Shown => (Fen / 100m).ToString("N2", CultureInfo.InvariantCulture);

    public static Money operator +(Money one, Money other) => new(one.Fen + other.Fen);
    public static Money operator -(Money one, Money other) => new(one.Fen - other.Fen);
    public static bool operator <(Money one, Money other) => one.Fen < other.Fen;
    public static bool operator >(Money one, Money other) => one.Fen > other.Fen;
    public static bool operator <=(Money one, Money other) => one.Fen <= other.Fen;
    public static bool operator >=(Money one, Money other) => one.Fen >= other.Fen;
}

sealed class MoneyInFiles : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.Number && reader.TryGetDecimal(out var yuan) && yuan is >= 0 and <= 1_000_000_000 && decimal.Round(yuan, 2) == yuan
            ? Money.Yuan(yuan) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Money money, JsonSerializerOptions options) => writer.WriteNumberValue(money.Fen / 100m);
}
