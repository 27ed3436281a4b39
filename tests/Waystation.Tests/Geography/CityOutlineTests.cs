namespace Waystation.Geography;

public class CityOutlineTests
{
    static readonly Position tiananmen = new(39.9055, 116.3976);

    [Fact]
    public void The_heart_of_the_city_lies_inside() => Assert.Equal(0, CityOutline.Beijing.MetresOutside(tiananmen));

    [Fact]
    public void Tianjin_lies_outside_by_some_dozens_of_kilometres() =>
        Assert.InRange(CityOutline.Beijing.MetresOutside(new Position(39.0851, 117.1994)), 40_000, 80_000);

    [Fact]
    public void The_enclave_of_Sanhe_between_the_districts_is_not_the_city_but_near() =>
        Assert.InRange(CityOutline.Beijing.MetresOutside(new Position(39.98, 117.07)), 1, 30_000);

    [Fact]
    public void A_pair_that_is_nowhere_on_earth_is_infinitely_far() =>
        Assert.Equal(double.PositiveInfinity, CityOutline.Beijing.MetresOutside(tiananmen.Swap()));

    [Fact]
    public void A_position_knows_its_district() => Assert.Equal("110101", CityOutline.Beijing.DistrictAt(new Position(39.928, 116.416)));

    [Fact]
    public void Distances_are_those_of_the_sphere()
    {
        // A degree of latitude, and the same degree of longitude at 60° north: half of it.
        Assert.Equal(111_195.08, Sphere.Metres(new(0, 0), new(1, 0)), 0.01);
        Assert.Equal(55_595.0, Sphere.Metres(new(60, 0), new(60, 1)), 5.0);
        Assert.Equal(20_015_114, Sphere.Metres(new(0, 0), new(0, 180)), 1.0);
    }
}
