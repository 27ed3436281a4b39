using FsCheck.Fluent;
using FsCheck;
using Waystation.Messages;
using Waystation.Tables;

namespace Waystation.Members;

public class IdentityDocumentTests
{
    static IdentityDocument Resident(string number) => new(DocumentKind.ResidentId, number);

    [Fact]
    public void The_standards_own_examples_are_right()
    {
        Assert.True(Resident("11010519491231002X").HasRightCheckDigit);
        Assert.True(Resident("440524188001010014").HasRightCheckDigit);
        Assert.Equal((new DateOnly(1949, 12, 31), Sex.Female), (Resident("11010519491231002X").BornOn!.Value, Resident("11010519491231002X").Sex!.Value));
    }

    [Fact]
    public void Any_single_wrong_digit_is_found() =>
        Prop.ForAll(People.ResidentIds.ToArbitrary(), number =>
        {
            Assert.True(Resident(number).HasRightCheckDigit);
            for (var i = 0; i < number.Length; i++)
                foreach (var other in "0123456789X".Where(c => c != number[i]))
                    Assert.False(Resident(number[..i] + other + number[(i + 1)..]).HasRightCheckDigit);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_neighbours_changed_over_are_found() =>
        Prop.ForAll(People.ResidentIds.ToArbitrary(), Gen.Choose(0, 16).ToArbitrary(), (number, i) =>
        {
            if (number[i] == number[i + 1]) return;
            Assert.False(Resident($"{number[..i]}{number[i + 1]}{number[i]}{number[(i + 2)..]}").HasRightCheckDigit);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void However_a_right_number_is_typed_it_reads_the_same() =>
        Prop.ForAll(People.ResidentIds.ToArbitrary(), Gen.Choose(0, 17).ToArbitrary(), (number, at) =>
        {
            var wide = string.Concat(number.Select(c => (char)(c + 0xfee0)));
            string[] typings = [$" {number}\u00a0", number.ToLowerInvariant(), wide, "'" + number, number.Insert(at, "\u200b"), number.Insert(at, " "), $"=\"{number}\"", number.Insert(6, "-")];
            Assert.All(typings, typed => Assert.Equal(number, DocumentNumber.Cleaned(typed)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_impossible_birth_date_is_none()
    {
        var first = "11010120230230001";

        Assert.Null(Resident(first + IdentityDocument.CheckDigit(first)).BornOn);
    }

    [Theory]
    [InlineData("居民身份证", true)]
    [InlineData("身份证", true)]
    [InlineData("港澳台居民居住证", true)]
    [InlineData("护照", false)]
    [InlineData("台胞证", false)]
    [InlineData("军官证", false)]
    public void The_eighteen_digits_bind_some_kinds_only(string kind, bool bound) =>
        Assert.Equal(bound, new IdentityDocument(DocumentKind.Of(kind), "E12345678").HasEighteenDigits);

    [Fact]
    public void A_foreign_residents_card_may_have_the_old_form_or_the_new()
    {
        var old = new IdentityDocument(DocumentKind.ForeignPermanentResident, "USA310190010101");
        var first = "91100011985031500";
        var renewed = new IdentityDocument(DocumentKind.ForeignPermanentResident, first + "1" + IdentityDocument.CheckDigit(first));

        Assert.True(old.HasRightLength && old.HasRightCheckDigit);
        Assert.False(renewed.HasRightLength);
        Assert.True(new IdentityDocument(DocumentKind.ForeignPermanentResident, first + IdentityDocument.CheckDigit(first)).HasRightCheckDigit);
    }

    [Fact]
    public void A_number_cell_is_recognised_in_a_workbook_and_in_CSV()
    {
        static bool Typed(Cell cell) => DocumentNumber.WasTypedAsNumber(cell, Resident(DocumentNumber.Cleaned(cell.Text)));

        Assert.True(Typed(Cell.Of(1.10114197402132e17)));
        Assert.True(Typed(Cell.Of("1.10114E+17")));
        Assert.True(Typed(Cell.Of("1.10114197402132e+17")));
        Assert.True(Typed(Cell.Of("110114197402132000")));
        Assert.False(Typed(Cell.Of("11011419740213201X")));
        Assert.False(DocumentNumber.WasTypedAsNumber(Cell.Of("E12345678"), new(DocumentKind.Passport, "E12345678")));
    }

    [Fact]
    public void Nobody_sees_a_whole_number_or_name()
    {
        Assert.Equal("110*************2X", IdentityDocument.Masked("11010519491231002X"));
        Assert.Equal(["王*", "王*芳", "欧**娜", "*"], new[] { "王芳", "王小芳", "欧阳娜娜", "王" }.Select(PersonName.Masked));
        Assert.Equal("138****5678", Mobile.Masked("13812345678"));
    }
}
