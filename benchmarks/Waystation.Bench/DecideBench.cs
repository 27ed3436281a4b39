using System.Diagnostics;
using Waystation.Calendar;
using Waystation.Claims;
using Waystation.Data;
using Waystation.MembershipCodes;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Bench;

/// <summary>One person's year of twelve visits and four stays, and a yearly declaration over all tiers with everything that others paid, decided with all their lines, in this process.</summary>
static class DecideBench
{
    const int Times = 200_000, Rounds = 5, Most = 50;

    public static Task<int> RunAsync()
    {
        var rules = Rules.Read(DataFolder.At(Path.GetTempPath()), Rooms.RuleKinds);
        var plan = new DirectSettlement(rules.On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31)));
        MedicalLine[] year = [.. Enumerable.Range(0, 16).Select(i => new MedicalLine($"T{i * 7 % 16:00}", i % 4 == 3, new DateOnly(2020, 1, 1).AddDays(i * 13 % 300), 40_000 + 25_000 * i))];
        var settled = Fastest(i => plan.Decide(year, (InsuredFacts)31, new(i), Money.Zero));
        Line.Print("decide", new { lines = year.Length, microseconds = Math.Round(settled, 2), most = Most });

        var claims = new Adjudication(rules.On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31)), WorkingCalendar.China);
        var declared = new ClaimEvent("above-cap", new(2020, 12, 31), Amount: Money.Yuan(330_000), Employer: Money.Yuan(30_000), Social: Money.Yuan(12_000), Hardship: Money.Yuan(8_000.55m));
        ClaimFacts[] facts = [.. Enumerable.Range(0, 64).Select(i => new ClaimFacts(new(2021, 2, 1), false, true, (InsuredFacts)31, true, new(1980, 1, 1), Earlier: [.. Enumerable.Range(0, 6).Select(e => new EarlierPay("above-cap", new(2010 + e, 12, 31), null, new(5)))], Used: [new(1_000_000 + i)]))];
        var claimed = Fastest(i => claims.Decide(declared, facts[i % facts.Length]));
        Line.Print("decide-claim", new { lines = claims.Decide(declared, facts[0]).Lines.Count, microseconds = Math.Round(claimed, 2), most = Most });
        return Task.FromResult(settled < Most && claimed < Most ? 0 : 1);
    }

    static double Fastest(Action<int> decide)
    {
        var fastest = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++) decide(i);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(began).TotalMicroseconds / Times);
        }

        return fastest;
    }
}
