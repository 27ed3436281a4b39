using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Standards;

/// <summary>An officer who was there says what a place's standards ask: its fields, where it stands, and of each facility whether it works, is broken or is not there.</summary>
public sealed class DescribePlace(Desk desk, WaystationDb db)
{
    const int LargestArea = 100_000, MostBooks = 10_000_000;

    /// <param name="found">By the codes of facilities.</param>
    public async Task RunAsync(Station station, StationTraits traits, Location? location, IReadOnlyDictionary<string, string> found, CancellationToken ct)
    {
        Rule.Require(desk.Post.Role is not Role.StationKeeper, Say.OfficersSayIt);
        Rule.Require(traits.HostKind is null || StationTraits.HostKinds.Contains(traits.HostKind), Say.ChooseFromTheList);
        Rule.Require(traits.Grade is null || StationTraits.Grades.Contains(traits.Grade), Say.ChooseFromTheList);
        Rule.Require(traits.Area is null or (> 0 and <= LargestArea), Say.AreaWrong(LargestArea));
        Rule.Require(traits.Books is null or (>= 0 and <= MostBooks), Say.BooksWrong(MostBooks));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.HoldStationAsync(station.Id, ct);
        station.Describe(traits, location, desk.Now);
        foreach (var (code, status) in found)
        {
            Rule.Require(Facility.Read(code)?.Code == code && (status is FacilityStatus.Works or FacilityStatus.Broken or FacilityStatus.Missing), Say.ChooseFromTheList);
            station.Found(Facility.Read(code)!, status, desk.Now);
        }

        await desk.SaveAsync(Did.DescribedStation, station.Id, amount: found.Count, ct: ct);
        await transaction.CommitAsync(ct);
    }
}
