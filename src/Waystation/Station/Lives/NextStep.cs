using Waystation.Accounts;
using Waystation.Shared;

namespace Waystation.Lives;

/// <summary>What somebody decides, before it is known whether they may.</summary>
/// <param name="On">The day it was decided or done, in the city.</param>
public sealed record NextStep(LifeStep Step, DateOnly On, string Paper = "", string Note = "")
{
    public bool Passed { get; init; }
    public bool ByHost { get; init; }
    public GoodsLeft? Goods { get; init; }
    public AgreementTerms? Terms { get; init; }
}

/// <summary>The post that decides, and when.</summary>
public sealed record Decider(Guid PostId, Role Role, DateTime At)
{
    public DateOnly Today => City.DayOf(new DateTimeOffset(At, TimeSpan.Zero));
}

/// <summary>What host and union agree on.</summary>
/// <param name="Utilities">Who pays water and power.</param>
/// <param name="Cover">Who has taken out cover for what may happen to visitors.</param>
/// <param name="Hours">In words; made into <c>opening_hours</c> where they say certain times.</param>
/// <param name="Contact">A person of the host, sealed.</param>
public sealed record AgreementTerms(string Host, DateOnly From, DateOnly Until, Bearer Utilities, Bearer Cover, string Hours, byte[]? Contact, byte[]? Phone)
{
    const int LongestHost = 100, LongestHours = 300, MostYears = 20, LastYear = 9999;

    internal void Require()
    {
        Rule.Require(Host.Length is > 0 and <= LongestHost, Say.HostNeeded(LongestHost));
        Rule.Require(Until > From && From.Year <= LastYear - MostYears && Until <= From.AddYears(MostYears), Say.TermWrong(MostYears));
        Rule.Require(Utilities is Bearer.Host or Bearer.Union or Bearer.Shared, Say.UtilitiesNeeded);
        Rule.Require(Cover is Bearer.Host or Bearer.Union or Bearer.None, Say.CoverNeeded);
        Rule.Require(Hours.Length is > 0 and <= LongestHours, Say.HoursNeeded(LongestHours));
    }
}
