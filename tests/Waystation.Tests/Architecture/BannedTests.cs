namespace Waystation.Architecture;

[Collection(Law.OfTheSource)]
public class BannedTests
{
    const string Here = "Union/Members/Planted.cs";

    [Theory]
    [InlineData("System.DateTime.Now")]
    [InlineData("System.DateTime.UtcNow")]
    [InlineData("System.DateTime.Today")]
    [InlineData("System.DateTimeOffset.UtcNow")]
    [InlineData("System.Random.Shared")]
    public void A_clock_or_a_dice_of_ones_own_is_seen(string expression) =>
        Law.Sees(BannedRules.NoBannedSymbol, Here, $"class Planted {{ object Of() => {expression}; }}");

    [Theory]
    [InlineData("System.Threading.Thread.Sleep(1)")]
    [InlineData("System.Environment.Exit(1)")]
    public void Sleeping_and_leaving_without_notice_are_seen(string statement) =>
        Law.Sees(BannedRules.NoBannedSymbol, Here, $"class Planted {{ void Do() => {statement}; }}");

    [Fact]
    public void Nobody_has_a_clock_or_a_dice_of_their_own() => Law.Holds(BannedRules.NoBannedSymbol);

    [Fact]
    public void Only_the_command_line_speaks_to_the_console()
    {
        const string speaks = "class Planted { void Do() => System.Console.WriteLine(); }";

        Law.Holds(BannedRules.OnlyCommandsSpeakToTheConsole);
        Law.Sees(BannedRules.OnlyCommandsSpeakToTheConsole, Here, speaks);
        Law.Allows(BannedRules.OnlyCommandsSpeakToTheConsole, "Ground/Commands/Planted.cs", speaks);
    }

    [Fact]
    public void No_method_is_async_and_returns_nothing()
    {
        Law.Holds(BannedRules.NoAsyncVoid);
        Law.Sees(BannedRules.NoAsyncVoid, Here, "class Planted { async void Do() => await System.Threading.Tasks.Task.Yield(); }");
    }

    [Fact]
    public void No_error_is_swallowed_in_silence()
    {
        Law.Holds(BannedRules.NoSwallowedError);
        Law.Sees(BannedRules.NoSwallowedError, Here, "class Planted { void Do() { try { Do(); } catch (System.IO.IOException) { } } }");
    }

    [Fact]
    public void Nothing_catches_everything_except_to_throw_again_or_to_keep_a_service_alive()
    {
        Law.Holds(BannedRules.NoCatchAll);
        Law.Sees(BannedRules.NoCatchAll, Here, "using System; class Planted { void Do() { try { Do(); } catch (Exception) { Do(); } } }");
        Law.Sees(BannedRules.NoCatchAll, Here, "class Planted { void Do() { try { Do(); } catch { Do(); } } }");
        Law.Allows(BannedRules.NoCatchAll, Here, "using System; class Planted { void Do() { try { Do(); } catch (Exception) { Do(); throw; } } }");
    }

    [Fact]
    public void No_value_is_woven_into_sql()
    {
        Law.Holds(BannedRules.NoInterpolatedSql);
        Law.Sees(BannedRules.NoInterpolatedSql, Here,
            """using Npgsql; class Planted { object Of(string name) => new NpgsqlCommand($"SELECT '{name}'"); }""");
        Law.Sees(BannedRules.NoInterpolatedSql, Here,
            """using Npgsql; class Planted { object Of(NpgsqlDataSource db, string name) => db.CreateCommand($"SELECT '{name}'"); }""");
        Law.Allows(BannedRules.NoInterpolatedSql, Here,
            """using Npgsql; class Planted { const string Columns = "a, b"; object Of(NpgsqlDataSource db) => db.CreateCommand($"SELECT {Columns} FROM t"); }""");
    }
}
