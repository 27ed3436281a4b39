namespace Waystation.Members;

/// <summary>What each kind of document's number must look like before somebody joins with it.</summary>
public class DocumentFormTests
{
    static string Checked(string first) => first + IdentityDocument.CheckDigit(first);

    [Theory]
    [InlineData(DocumentKind.ResidentId, "110101199003078516")] // check digit
    [InlineData(DocumentKind.ResidentId, "11010119900307851")]
    [InlineData(DocumentKind.ForeignPermanentResident, "USA12345678901")]
    [InlineData(DocumentKind.HongKongMacaoTravel, "K12345678")]
    [InlineData(DocumentKind.HongKongMacaoTravel, "H1234567")]
    [InlineData(DocumentKind.TaiwanTravel, "1234567")]
    [InlineData(DocumentKind.Passport, "ABCDEFGH")]
    [InlineData(DocumentKind.Passport, "E123")]
    [InlineData(DocumentKind.Passport, "E1234567\n")]
    [InlineData("driving-licence", "110101199003078515")]
    public void A_number_of_another_form_is_refused(string kind, string number) => Assert.False(new IdentityDocument(kind, number).HasRightForm);

    [Theory]
    [InlineData(DocumentKind.ResidentId, "11010119901307851")] // month 13
    [InlineData(DocumentKind.HongKongMacaoTaiwanResidence, "11010119900307851")] // region
    [InlineData(DocumentKind.ForeignPermanentResident, "11010119900307851")] // not 9
    public void A_right_check_digit_alone_is_not_enough(string kind, string first) => Assert.False(new IdentityDocument(kind, Checked(first)).HasRightForm);

    [Theory]
    [InlineData(DocumentKind.ResidentId, "11010119900307851")]
    [InlineData(DocumentKind.HongKongMacaoTaiwanResidence, "81000019900307851")]
    [InlineData(DocumentKind.HongKongMacaoTaiwanResidence, "83000019900307851")]
    [InlineData(DocumentKind.ForeignPermanentResident, "91184019900307851")]
    public void Eighteen_digits_of_the_right_region_are_right(string kind, string first) => Assert.True(new IdentityDocument(kind, Checked(first)).HasRightForm);

    [Theory]
    [InlineData(DocumentKind.ForeignPermanentResident, "USA123456789012")]
    [InlineData(DocumentKind.HongKongMacaoTravel, "H12345678")]
    [InlineData(DocumentKind.HongKongMacaoTravel, "M1234567801")]
    [InlineData(DocumentKind.TaiwanTravel, "12345678")]
    [InlineData(DocumentKind.TaiwanTravel, "1234567890A")]
    [InlineData(DocumentKind.Passport, "E12345678")]
    public void Permits_and_passports_have_their_own_forms(string kind, string number) => Assert.True(new IdentityDocument(kind, number).HasRightForm);
}
