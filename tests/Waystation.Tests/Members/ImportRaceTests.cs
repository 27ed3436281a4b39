using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

/// <summary>Files of several units come in at the same time and name the same people and units.</summary>
public class ImportRaceTests
{
    const int Files = 4, People = 60, Rounds = 3;

    static async Task RaceAsync(MemberWorld world, bool treeLocked, int round)
    {
        // Each file names the same people in an order of its own, and differs in a byte so that it is another file.
        var imports = Enumerable.Range(0, Files).Select(n => Task.Run(() =>
            new ImportMembers(world.Database.Source, world.Vault, world.Clock) { TreeLocked = treeLocked }
                .RunAsync(File(Enumerable.Range(0, People).Select(i => Row(round * 1000 + (i * 7 + n) % People, unit: $"第{round}-{i % 5}厂")).Append("")), new ImportOptions())));
        await Task.WhenAll(imports);
    }

    static Task<long> TwinShellsAsync(MemberWorld world) =>
        world.ScalarAsync<long>("SELECT count(*) FROM (SELECT name FROM unions WHERE kind = 'unit-shell' GROUP BY name HAVING count(*) > 1) twins");

    static Task<long> TwinPeopleAsync(MemberWorld world) =>
        world.ScalarAsync<long>("SELECT count(*) FROM (SELECT document_index FROM members GROUP BY 1 HAVING count(*) > 1) twins");

    [Fact]
    public async Task Imports_at_the_same_time_double_neither_a_person_nor_a_shell()
    {
        await using var world = await NewAsync();

        for (var round = 0; round < Rounds; round++) await RaceAsync(world, treeLocked: true, round);

        Assert.Equal((0, 0), (await TwinShellsAsync(world), await TwinPeopleAsync(world)));
        Assert.Equal((long)People * Rounds, await world.CountAsync("members"));
    }

    [Fact]
    public async Task Without_the_unique_index_the_same_race_doubles_people()
    {
        await using var world = await NewAsync();
        await world.ExecuteAsync("DROP INDEX members_document");

        for (var round = 0; round < Rounds && await TwinPeopleAsync(world) == 0; round++) await RaceAsync(world, treeLocked: true, round);

        Assert.NotEqual(0, await TwinPeopleAsync(world));
    }

    [Fact]
    public async Task Without_the_trees_lock_and_guard_the_same_race_doubles_shells()
    {
        await using var world = await NewAsync();
        await world.ExecuteAsync("CREATE OR REPLACE FUNCTION union_tree_lock() RETURNS void LANGUAGE sql AS 'SELECT'");
        await world.ExecuteAsync("CREATE OR REPLACE FUNCTION union_name_free(who uuid, parent uuid, days daterange, key text, credit text, kind_code text) RETURNS void LANGUAGE sql AS 'SELECT'");

        for (var round = 0; round < Rounds * 3 && await TwinShellsAsync(world) == 0; round++) await RaceAsync(world, treeLocked: false, round);

        Assert.NotEqual(0, await TwinShellsAsync(world));
    }
}
