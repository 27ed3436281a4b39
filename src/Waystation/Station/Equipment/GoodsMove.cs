using System.Text.Json;

namespace Waystation.Equipment;

/// <summary>Where things are, or have gone.</summary>
public enum GoodsPlace
{
    /// <summary>Outside the house; holds less than nothing.</summary>
    Supplier,
    /// <summary>Bought, and still in the branch's store as one batch.</summary>
    Batch,
    /// <summary>Back in the branch's store.</summary>
    Store,
    /// <summary>Sent and not yet signed for.</summary>
    Way,
    Station,
    /// <summary>Of a station, being mended.</summary>
    Repair,
    /// <summary>Handed out at a station.</summary>
    Used,
    /// <summary>Written off, or lost on its way.</summary>
    Gone,
}

/// <summary>What was done with things.</summary>
public enum GoodsAct { Buy, Void, Send, Recall, Receive, Found, Lost, Give, Repair, Repaired, Return, WriteOff, Reversal }

/// <summary>Who holds things: a batch, a union's store, a delivery on its way, a station in one of its ways.</summary>
public readonly record struct Holder(GoodsPlace Place, Guid Id);

/// <summary>One row of the ledger: some of a kind pass from one holder to another.</summary>
public sealed record GoodsMove(GoodsAct Act, string Kind, int Quantity, Holder From, Holder To)
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The station it concerns.</summary>
    public Guid? StationId { get; init; }
    public Guid? BatchId { get; init; }
    public Guid? DeliveryId { get; init; }
    public Guid? Reverses { get; init; }

    /// <summary>Who asked for it, where whoever is at the desk is the second person.</summary>
    public Guid? FirstId { get; init; }
    public string Reason { get; init; } = "";
}

/// <summary>A place or an act as stored and as in the words.</summary>
static class GoodsCode
{
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string code) where T : struct, Enum => Enum.GetValues<T>().Single(value => Of(value) == code);
}
