namespace Waystation.Equipment;

public class AllocationTests
{
    [Theory]
    [InlineData(ShareRule.Equally, 10, "4 3 3")]
    [InlineData(ShareRule.Equally, 2, "1 1 0")]
    [InlineData(ShareRule.ByVisits, 10, "0 3 7")]
    [InlineData(ShareRule.ByVisits, 1, "0 0 1")]
    [InlineData(ShareRule.ByMissing, 10, "0 5 5")]
    [InlineData(ShareRule.ByMissing, 3, "0 2 1")]
    public void What_is_left_over_goes_to_the_largest_fractions_and_then_to_the_lower_number(ShareRule rule, int quantity, string shares) =>
        Assert.Equal(shares, string.Join(' ', Allocation.Of(quantity, rule, [Place("A", 0), Place("B", 30, "pump"), Place("C", 70, "pump")], "pump")));

    [Fact]
    public void Where_nobody_lacks_it_or_nobody_was_counted_each_gets_the_same()
    {
        SharingPlace[] places = [Place("A", 0), Place("B", 0)];

        Assert.Equal([2, 2], Allocation.Of(4, ShareRule.ByMissing, places, "pump"));
        Assert.Equal([2, 2], Allocation.Of(4, ShareRule.ByVisits, places, null));
        Assert.Empty(Allocation.Of(4, ShareRule.Equally, [], null));
    }

    [Fact]
    public void Whatever_the_places_a_proposal_shares_out_exactly_what_there_is_and_is_the_same_in_any_order()
    {
        var dice = new Random(13);
        for (var i = 0; i < 2_000; i++)
        {
            SharingPlace[] places = [.. Enumerable.Range(0, dice.Next(1, 60)).Select(n => Place($"P{n:000}", dice.Next(4) == 0 ? 0 : dice.Next(100_000), dice.Next(2) == 0 ? ["pump"] : []))];
            var (quantity, rule) = (dice.Next(0, 100_000), (ShareRule)dice.Next(3));

            var shares = Allocation.Of(quantity, rule, places, "pump");

            Assert.Equal(quantity, shares.Sum());
            Assert.All(shares, share => Assert.True(share >= 0));
            var turned = places.Index().OrderBy(_ => dice.Next()).ToArray();
            var again = Allocation.Of(quantity, rule, [.. turned.Select(t => t.Item)], "pump");
            Assert.Equal(shares, turned.Zip(again).OrderBy(t => t.First.Index).Select(t => t.Second));
        }
    }

    static SharingPlace Place(string code, long visits, params string[] lacks) => new(Guid.NewGuid(), code, code, visits, lacks.ToHashSet());
}
