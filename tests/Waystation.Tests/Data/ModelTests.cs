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

        RequireNone("not in the scripts", await MissingAsync(model, from: scripts));
    }

    [Theory]
    [InlineData("ALTER TABLE planted ADD note int", "planted column note: integer")]
    [InlineData("ALTER TABLE planted ALTER name DROP NOT NULL", "planted column name: text")]
    [InlineData("ALTER TABLE planted ALTER born_on TYPE timestamptz", "planted column born_on: timestamp with time zone")]
    [InlineData("CREATE INDEX planted_by_name ON planted (name)", "planted index planted_by_name: CREATE INDEX ON public.planted USING btree (name)")]
    [InlineData("CREATE UNIQUE INDEX one_name ON planted (name)", "planted unique one_name: CREATE UNIQUE INDEX ON public.planted USING btree (name)")]
    [InlineData("ALTER TABLE planted ADD CONSTRAINT named CHECK (name <> '')", "planted check named: CHECK ((name <> ''::text))")]
    [InlineData("ALTER TABLE planted ADD CONSTRAINT above FOREIGN KEY (above_id) REFERENCES planted", "planted reference above: FOREIGN KEY (above_id) REFERENCES planted(id)")]
    public async Task A_difference_that_somebody_plants_is_found(string planted, string found)
    {
        await using var scripts = await TestDatabase.NewAsync();
        await using var model = await FromModelAsync();
        foreach (var side in new[] { scripts, model }) await ExecuteAsync(side, "CREATE TABLE planted (id int PRIMARY KEY, above_id int, name text NOT NULL, born_on date)");
        await ExecuteAsync(model, planted);

        Assert.Equal([found], await MissingAsync(model, from: scripts));
    }

    [Fact]
    public async Task What_only_the_scripts_have_stands_on_the_list_by_name()
    {
        await using var scripts = await TestDatabase.NewAsync();
        await using var model = await FromModelAsync();
        var mapped = (await Schema.OfAsync(model.Database)).Where(fact => fact.Kind != "function").ToLookup(fact => fact.Table);

        var found = (await Schema.OfAsync(scripts.Database))
            .Where(fact => fact.Table == "" || fact.Kind is "column" or "exclude" or "trigger")
            .Where(fact => !mapped[fact.Table].Any(known => known.Kind == fact.Kind && known.Name == fact.Name))
            .Select(fact => fact.Table == "" || mapped.Contains(fact.Table) ? $"{fact.Table} {fact.Kind} {fact.Name}".Trim() : fact.Table)
            .ToHashSet();

        RequireNone("not on the list", found.Except(OnlyInScripts.Names));
        RequireNone("on the list, but gone", OnlyInScripts.Names.Except(found));
    }

    static async Task<IEnumerable<string>> MissingAsync(TestDatabase model, TestDatabase from)
    {
        var known = (await Schema.OfAsync(from.Database)).Select(fact => fact.Meaning).ToHashSet();
        return (await Schema.OfAsync(model.Database)).Where(fact => !known.Contains(fact.Meaning)).Select(fact => fact.ToString());
    }

    static void RequireNone(string which, IEnumerable<string> names) =>
        Assert.True(!names.Any(), string.Join('\n', names.Order(StringComparer.Ordinal).Prepend($"{which}:")));

    static async Task<TestDatabase> FromModelAsync()
    {
        var model = await TestDatabase.NewAsync();
        // The functions stay: the model's generated columns call them.
        await ExecuteAsync(model, """
            DO $$ BEGIN
                EXECUTE 'DROP TABLE ' || (SELECT string_agg(oid::regclass::text, ', ') FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')) || ' CASCADE';
            END $$
            """);
        await using var context = model.NewContext();
        await ExecuteAsync(model, context.Database.GenerateCreateScript());
        return model;
    }

    static async Task ExecuteAsync(TestDatabase database, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
