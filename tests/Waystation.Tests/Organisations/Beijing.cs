namespace Waystation.Organisations;

/// <summary>The real divisions of the city, imported once a run and copied for each test.</summary>
static class Beijing
{
    public static Task<TestDatabase> NewAsync() => TestDatabase.NewAsync("beijing", async empty =>
    {
        await using var db = empty.NewContext();
        await new ImportDivisions(db, TimeProvider.System).RunAsync(Examples.At("beijing-divisions.csv"));
    });
}
