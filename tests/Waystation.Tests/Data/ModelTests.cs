using Microsoft.EntityFrameworkCore;

namespace Waystation.Data;

/// <summary>The model that the program thinks in and the scripts that the database is made by must say the same.</summary>
public sealed class ModelTests
{
    [Fact]
    public async Task All_that_is_in_the_model_is_in_the_scripts()
    {
        await using var scripts = await TestDatabase.NewAsync();
        await using var model = await FromModelAsync();

        Assert.Empty(await MissingAsync(model, from: scripts));
    }

    [Theory]
    [InlineData("ALTER TABLE unions ADD planted int", "unions column planted: integer")]
    [InlineData("ALTER TABLE unions ALTER name DROP NOT NULL", "unions column name: text")]
    [InlineData("ALTER TABLE unions ALTER founded_on TYPE timestamptz", "unions column founded_on: timestamp with time zone")]
    [InlineData("CREATE UNIQUE INDEX planted ON unions (created_at)", "unions unique planted: CREATE UNIQUE INDEX ON public.unions USING btree (created_at)")]
    [InlineData("ALTER TABLE unions ADD CONSTRAINT planted CHECK (kind <> '')", "unions check planted: CHECK ((kind <> ''::text))")]
    [InlineData("ALTER TABLE unions ADD CONSTRAINT planted FOREIGN KEY (kind) REFERENCES divisions", "unions reference planted: FOREIGN KEY (kind) REFERENCES divisions(code)")]
    public async Task A_difference_that_somebody_plants_is_found(string planted, string found)
    {
        await using var scripts = await TestDatabase.NewAsync();
        await using var model = await FromModelAsync();
        await ExecuteAsync(model, planted);

        Assert.Equal([found], await MissingAsync(model, from: scripts));
    }

    [Fact]
    public async Task What_only_the_scripts_have_stands_on_the_list_by_name()
    {
        await using var scripts = await TestDatabase.NewAsync();
        await using var model = await FromModelAsync();
        var mapped = (await Schema.OfAsync(model.Database)).ToLookup(fact => fact.Table);

        var found = (await Schema.OfAsync(scripts.Database))
            .Where(fact => fact.Table == "" || fact.Kind is "column" or "exclude" or "trigger")
            .Where(fact => !mapped[fact.Table].Any(known => known.Kind == fact.Kind && known.Name == fact.Name))
            .Select(fact => fact.Table == "" || mapped.Contains(fact.Table) ? $"{fact.Table} {fact.Kind} {fact.Name}".Trim() : $"{fact.Table}")
            .Distinct();

        Assert.Equal(OnlyInScripts.Names.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    static async Task<IEnumerable<string>> MissingAsync(TestDatabase model, TestDatabase from)
    {
        var known = (await Schema.OfAsync(from.Database)).Select(fact => fact.Meaning).ToHashSet();
        return (await Schema.OfAsync(model.Database)).Where(fact => !known.Contains(fact.Meaning)).Select(fact => fact.ToString());
    }

    static async Task<TestDatabase> FromModelAsync()
    {
        var empty = await TestDatabase.NewEmptyAsync();
        await using var context = empty.NewContext();
        await ExecuteAsync(empty, context.Database.GenerateCreateScript());
        return empty;
    }

    static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
