using Waystation.Shared;

namespace Waystation.Organisations;

/// <summary>A branch of sixty unions below a district of its own, to which random things happen on random days.</summary>
sealed class RandomBranch
{
    readonly TreeWorld world;
    readonly Random random;
    readonly DateOnly begin;
    readonly int days;
    readonly List<Guid> unions = [];

    RandomBranch(TreeWorld world, int seed, DateOnly begin, int days) => (this.world, random, this.begin, this.days) = (world, new Random(seed), begin, days);

    /// <summary>So many changes make a branch worth checking.</summary>
    public const int Wanted = 30;

    /// <summary>How many changes were not refused.</summary>
    public int Done { get; private set; }

    public static async Task<RandomBranch> GrowAsync(TreeWorld world, int seed, DateOnly begin, int days)
    {
        var branch = new RandomBranch(world, seed, begin, days);
        var street = await world.Found("subdistrict-federation", $"{seed}号街道总工会", world.East);
        branch.unions.Add(await world.Found("grassroots", "一号工会", street));
        for (var i = 1; i < 60; i++) await branch.FoundAsync(i);
        for (var tries = 0; tries < 400 && branch.Done < Wanted; tries++) await branch.ChangeAsync();
        return branch;
    }

    public IEnumerable<DateOnly> RandomDays(int count) => Enumerable.Range(0, count).Select(_ => RandomDay()).ToList();

    async Task FoundAsync(int i)
    {
        var (above, on) = (RandomUnion(), random.Next(3) == 0 ? RandomDay() : (DateOnly?)null);
        try
        {
            unions.Add(await world.Found("grassroots", $"{i}号工会", above, on));
        }
        catch (Refusal)
        {
            unions.Add(await world.Found("grassroots", $"{i}号工会", unions[0], on));
        }
    }

    async Task ChangeAsync()
    {
        var on = RandomDay();
        try
        {
            await (random.Next(10) switch
            {
                < 7 => world.Move(RandomUnion(), RandomUnion(), on),
                < 9 => world.Merge(RandomUnion(), RandomUnion(), on),
                _ => world.Dissolve(RandomUnion(), on),
            });
            Done++;
        }
        catch (Refusal)
        {
            // Most random wishes are against the rules; those that pass are what the lines must follow.
        }
    }

    Guid RandomUnion() => unions[random.Next(unions.Count)];

    DateOnly RandomDay() => begin.AddDays(random.Next(days));
}
