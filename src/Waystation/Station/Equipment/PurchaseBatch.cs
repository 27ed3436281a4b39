using Waystation.Shared;

namespace Waystation.Equipment;

/// <summary>One line of a purchase: how many of a kind, at which price each.</summary>
public sealed class BatchLine
{
    BatchLine() { }

    public Guid BatchId { get; private init; }
    public string Kind { get; private init; } = "";
    public int Quantity { get; private init; }
    public long UnitFen { get; private init; }

    public Money UnitPrice => new(UnitFen);
    public Money Total => new(Quantity * UnitFen);

    internal static BatchLine Of(Guid batch, BoughtItem item) => new() { BatchId = batch, Kind = item.Kind, Quantity = item.Quantity, UnitFen = item.UnitPrice.Fen };
}

/// <summary>What is bought of one kind.</summary>
public sealed record BoughtItem(string Kind, int Quantity, Money UnitPrice);

/// <summary>What an officer enters of a purchase.</summary>
/// <param name="Paper">The number of the contract or invoice.</param>
public sealed record BatchDraft(string? Number, string? Supplier, string? Paper, DateOnly? BoughtOn, IReadOnlyList<BoughtItem> Items);

/// <summary>Things bought at one time from one supplier out of one fund.</summary>
public sealed class PurchaseBatch : IBelongToUnion
{
    const int LongestNumber = 40, LongestText = 100, MostOfOne = 1_000_000;
    static readonly Money dearest = Money.Yuan(100_000_000);

    readonly List<BatchLine> lines = [];

    PurchaseBatch() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid UnionId { get; private init; }
    public string Number { get; private init; } = "";
    public string Supplier { get; private init; } = "";
    public string Paper { get; private init; } = "";
    public DateOnly BoughtOn { get; private init; }
    public Guid FundId { get; private init; }
    public Guid AccountId { get; private init; }
    public DateTime MadeAt { get; private init; }
    public DateTime? VoidAt { get; private set; }
    public IReadOnlyList<BatchLine> Lines => lines;

    public Money Total => lines.Aggregate(Money.Zero, (sum, line) => sum + line.Total);
    public int Items => lines.Sum(line => line.Quantity);

    public static PurchaseBatch Buy(BatchDraft draft, Fund fund, Guid unionId, Guid accountId, DateTime at)
    {
        var (number, supplier, paper) = (Text(draft.Number), Text(draft.Supplier), Text(draft.Paper));
        Rule.Require(number.Length is > 0 and <= LongestNumber, Say.BatchNumberNeeded(LongestNumber));
        Rule.Require(supplier.Length is > 0 and <= LongestText, Say.SupplierNeeded(LongestText));
        Rule.Require(paper.Length is > 0 and <= LongestText, Say.PaperNeeded(LongestText));
        Rule.Require(draft.BoughtOn is { Year: >= 2000 } on && on <= City.DayOf(new DateTimeOffset(at, TimeSpan.Zero)), Say.BoughtOnWrong);
        Rule.Require(draft.Items.Count > 0, Say.NothingBought);
        Rule.Require(draft.Items.All(i => i.Quantity is > 0 and <= MostOfOne), Say.QuantityWrong(MostOfOne));
        Rule.Require(draft.Items.All(i => i.UnitPrice >= Money.Zero && i.UnitPrice <= dearest), Say.MoneyWrong);
        Rule.Require(draft.Items.DistinctBy(i => i.Kind).Count() == draft.Items.Count, Say.KindTwice);

        var batch = new PurchaseBatch { UnionId = unionId, Number = number, Supplier = supplier, Paper = paper, BoughtOn = draft.BoughtOn!.Value, FundId = fund.Id, AccountId = accountId, MadeAt = at };
        batch.lines.AddRange(draft.Items.Select(item => BatchLine.Of(batch.Id, item)));
        return batch;
    }

    public void Void(DateTime at)
    {
        Rule.Require(VoidAt is null, Say.VoidAlready);
        VoidAt = at;
    }

    static string Text(string? typed) => new([.. (typed ?? "").Trim().Where(c => !char.IsControl(c))]);
}
