using Microsoft.EntityFrameworkCore;
using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>
/// A small city, standing since our records begin, on 21 November 2026:
/// 北京市总工会 ─┬─ 西城区总工会 ─┬─ 德胜街道总工会 ── 德胜联合工会
///              │               └─ 展览路街道总工会
///              └─ 东城区总工会
/// </summary>
sealed class TreeWorld : IAsyncDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    readonly TestDatabase database;

    TreeWorld(TestDatabase database) => this.database = database;

    public TimeProvider Clock { get; } = new StoppedClock(new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
    public TestDatabase Database => database;
    public Guid City { get; private set; }
    public Guid West { get; private set; }
    public Guid East { get; private set; }
    public Guid Desheng { get; private set; }
    public Guid Zhanlanlu { get; private set; }
    public Guid Joint { get; private set; }

    public static async Task<TreeWorld> NewAsync()
    {
        var world = new TreeWorld(await TestDatabase.NewAsync());
        world.City = await world.Found("city-federation", "北京市总工会", null);
        world.West = await world.Found("district-federation", "西城区总工会", world.City);
        world.East = await world.Found("district-federation", "东城区总工会", world.City);
        world.Desheng = await world.Found("subdistrict-federation", "西城区德胜街道总工会", world.West);
        world.Zhanlanlu = await world.Found("subdistrict-federation", "西城区展览路街道总工会", world.West);
        world.Joint = await world.Found("joint-grassroots", "德胜街道联合工会", world.Desheng);
        return world;
    }

    public static DateOnly Day(int year, int month, int day) => new(year, month, day);

    /// <summary>A right credit code of a made-up unit.</summary>
    public static string CodeOf(int unit) => $"9111010{unit:D10}" is var first ? first + CreditCode.CheckCharacter(first) : "";

    public async Task<Guid> Found(string kind, string name, Guid? below, DateOnly? on = null, string? credit = null)
    {
        await using var db = database.NewContext();
        return await new FoundUnion(db, Clock).RunAsync(kind, name, below, on, credit);
    }

    public async Task Move(Guid union, Guid below, DateOnly on)
    {
        await using var db = database.NewContext();
        await new MoveUnion(db, Clock).RunAsync(union, below, on);
    }

    public async Task Merge(Guid union, Guid into, DateOnly on)
    {
        await using var db = database.NewContext();
        await new MergeUnions(db, Clock).RunAsync(union, into, on);
    }

    public async Task Dissolve(Guid union, DateOnly on)
    {
        await using var db = database.NewContext();
        await new DissolveUnion(db, Clock).RunAsync(union, on);
    }

    public async Task Rename(Guid union, string name, DateOnly on)
    {
        await using var db = database.NewContext();
        await new RenameUnion(db, Clock).RunAsync(union, name, on);
    }

    /// <summary>The names of what stood below on that day, at any distance but the union itself.</summary>
    public async Task<List<string>> Below(Guid union, DateOnly on)
    {
        await using var db = database.NewContext();
        var below = db.Set<UnionLine>().AsOf(on).Where(l => l.AboveId == union && l.Distance > 0);
        return await db.Set<Union>().Where(u => below.Any(l => l.BelowId == u.Id)).OrderBy(u => u.Name).Select(u => u.Name).ToListAsync();
    }

    public async Task<Union> Union(Guid id)
    {
        await using var db = database.NewContext();
        return await db.Set<Union>().Include(u => u.Kind).SingleAsync(u => u.Id == id);
    }

    /// <summary>The sentence's key with which the act is refused.</summary>
    public static async Task<string> Refused(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Sentence.Key["organisations.".Length..];

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
