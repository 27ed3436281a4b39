using System.Diagnostics;
using Waystation.Data;
using Waystation.MembershipCodes;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Bench;

/// <summary>One person's year of twelve visits and four stays, decided with all its lines, in this process.</summary>
static class DecideBench
{
    const int Times = 200_000, Rounds = 5;

    public static Task<int> RunAsync()
    {
        var rules = Rules.Read(DataFolder.At(Path.GetTempPath()), Rooms.RuleKinds);
        var plan = new DirectSettlement(rules.On<AidPlan>(AidPlan.NuanHuzhu, new(2020, 12, 31)));
        MedicalLine[] year = [.. Enumerable.Range(0, 16).Select(i => new MedicalLine($"T{i * 7 % 16:00}", i % 4 == 3, new DateOnly(2020, 1, 1).AddDays(i * 13 % 300), 40_000 + 25_000 * i))];
        var fastest = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++) plan.Decide(year, (InsuredFacts)31, new(i), Money.Zero);
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(began).TotalMicroseconds / Times);
        }

        Line.Print("decide", new { lines = year.Length, microseconds = Math.Round(fastest, 2), most = 50 });
        return Task.FromResult(fastest < 50 ? 0 : 1);
    }
}
