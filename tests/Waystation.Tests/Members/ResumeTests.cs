using Waystation.Shared;
using static Waystation.Members.MemberWorld;

namespace Waystation.Members;

public class ResumeTests
{
    /// <summary>Every tenth row is refused in itself, every eleventh is the same person as one far above it.</summary>
    static IEnumerable<string> Rows(int count) =>
        Enumerable.Range(0, count).Select(i => Row(i % 11 == 10 ? i / 2 : i, unit: $"第{i % 7}厂", phone: i % 10 == 0 ? "1" : "13800000000"));

    [Fact]
    public async Task An_import_that_was_cut_off_goes_on_to_the_same_result()
    {
        await using var whole = await NewAsync();
        await using var cut = await NewAsync();
        var file = File(Rows(17_000));
        var expected = await whole.Import.RunAsync(file, new ImportOptions());

        var batches = 0;
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            cut.Import.RunAsync(file, new ImportOptions { Progress = (_, _) => { if (++batches == 1) throw new OperationCanceledException(); } }));
        Assert.Equal(ImportMembers.BatchSize + 1, await cut.ScalarAsync<int>("SELECT last_row FROM import_runs WHERE finished_at IS NULL"));
        var resumed = await cut.Import.RunAsync(file, new ImportOptions());

        Assert.Equal((expected.Created, expected.Updated, expected.Unchanged, expected.Refused), (resumed.Created, resumed.Updated, resumed.Unchanged, resumed.Refused));
        Assert.Equal(expected.Problems.Select(p => (p.Row, p.Code)), resumed.Problems.Select(p => (p.Row, p.Code)));
        Assert.Equal(await whole.CountAsync("members"), await cut.CountAsync("members"));
        Assert.Equal(1, await cut.CountAsync("import_runs"));
    }

    [Fact]
    public async Task A_file_that_is_being_imported_is_not_imported_twice_at_once()
    {
        await using var world = await NewAsync();
        var file = File(Rows(6_000));
        var second = new List<string>();

        await world.Import.RunAsync(file, new ImportOptions
        {
            Progress = (_, _) => second.Add(Assert.ThrowsAsync<Refusal>(() => world.Import.RunAsync(file, new ImportOptions())).Result.Sentence.Key),
        });

        Assert.All(second, key => Assert.Equal("members.import-running", key));
        Assert.NotEmpty(second);
    }
}
