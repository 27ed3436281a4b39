namespace Waystation.Architecture;

[Collection(Law.OfTheSource)]
public class LayerTests
{
    [Fact]
    public void An_entity_knows_neither_the_database_nor_the_web()
    {
        Law.Holds(LayerRules.EntitiesKnowNoFramework);
        Law.Sees(LayerRules.EntitiesKnowNoFramework, "Union/Members/Planted.cs", """
            using Microsoft.EntityFrameworkCore;
            using Microsoft.EntityFrameworkCore.Metadata.Builders;
            class Planted { public DbContext? Db { get; set; } }
            class PlantedMapping : IEntityTypeConfiguration<Planted> { public void Configure(EntityTypeBuilder<Planted> planted) => planted.ToTable("planted"); }
            """);
    }

    [Fact]
    public void Nothing_at_a_station_depends_on_joining()
    {
        Law.Holds(LayerRules.StationsDoNotKnowWhoIsAMember);
        Law.Sees(LayerRules.StationsDoNotKnowWhoIsAMember, "Station/Visits/Planted.cs", "class Planted { object Of() => Waystation.Joining.JoinCode.Draw(); }");
    }

    [Fact]
    public void A_page_does_not_touch_the_database()
    {
        Law.Holds(LayerRules.PagesDoNotTouchTheDatabase);
        Law.Sees(LayerRules.PagesDoNotTouchTheDatabase, "Union/Members/Pages/Planted.cshtml.cs",
            "class Planted(Waystation.Data.WaystationDb db) { object Of() => db; }");
        Law.Sees(LayerRules.PagesDoNotTouchTheDatabase, "Union/Members/Pages/Planted.cshtml.cs",
            "class Planted(Npgsql.NpgsqlDataSource source) { object Of() => source; }");
    }
}
