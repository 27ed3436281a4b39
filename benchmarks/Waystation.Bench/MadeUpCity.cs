using System.Globalization;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Places;

namespace Waystation.Bench;

/// <summary>A city of made-up stations, the same every time: two thirds crowd around forty centres, the rest lie anywhere; and people who search.</summary>
sealed class MadeUpCity
{
    /// <summary>A Friday morning: about four places in five are open.</summary>
    public static readonly DateTimeOffset Instant = new(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(8));

    static readonly string[] hours =
    [
        "24/7", "24/7", "Mo-Su 09:00-18:00", "Mo-Sa 08:30-18:00", "Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; Sa-Su 10:00-16:00",
        "Mo-Fr 09:00-11:30,13:30-17:30; PH off", "Mo-Su 08:00-20:00", "Mo-Su 07:30-21:30", "",
    ];

    readonly Random random = new(20261121);
    readonly Position[] centres;

    public MadeUpCity(int stations, int searches)
    {
        centres = [.. Enumerable.Range(0, 40).Select(_ => Anywhere())];
        var known = hours.Distinct().ToDictionary(h => h, h => h.Length == 0 ? null : OpeningHours.Read(h));
        Places = [.. Enumerable.Range(0, stations).Select(i => Station(i, known))];
        Searchers = [.. Enumerable.Range(0, searches).Select(_ => Somewhere())];
    }

    public Place[] Places { get; }
    public Position[] Searchers { get; }

    public static Facility Wanted => Facility.Read("water")!;

    public static bool IsOpen(Place place) => place.Hours?.StateAt(Instant, WorkingCalendar.China) is OpenState.Open;

    Place Station(int number, Dictionary<string, OpeningHours?> known)
    {
        var facilities = Facility.All.Take(15).Where(_ => random.NextDouble() < 0.4).Aggregate(0UL, (set, f) => set | f.Bit);
        var text = hours[random.Next(hours.Length)];
        return new Place
        {
            Id = Guid.CreateVersion7(),
            Code = number.ToString("00000000", CultureInfo.InvariantCulture),
            Slug = number.ToString(CultureInfo.InvariantCulture),
            Name = $"暖心驿站{number}",
            Kind = StationKind.Station,
            District = "东城区",
            Street = "建国门街道",
            Address = $"建国门内大街{number % 400}号",
            Position = Somewhere(),
            Facilities = facilities,
            FacilityWords = [.. Facility.In(facilities).Select(f => f.Word)],
            Hours = known[text],
            HoursText = text,
            VerifiedAt = null,
        };
    }

    Position Somewhere()
    {
        if (random.Next(3) == 0) return Anywhere();

        var centre = centres[random.Next(centres.Length)];
        var (far, way) = (0.03 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), random.NextDouble() * Math.Tau);
        return new Position(centre.Lat + far * Math.Sin(way), centre.Lon + far * Math.Cos(way));
    }

    Position Anywhere() => new(39.6 + random.NextDouble() * 0.9, 115.9 + random.NextDouble());
}
