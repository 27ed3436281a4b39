using Waystation.Accounts;
using Waystation.Data;
using Waystation.Logbook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.ShiftRoutes;

/// <summary>A district or the city takes in the register of public toilets from a page: it holds for everybody.</summary>
public sealed class TakeToiletRegister(Desk desk, Database database, TimeProvider clock)
{
    static readonly Role[] takes = [Role.DistrictOfficer, Role.CityOfficer];

    public bool MayTake => takes.Contains(desk.Post.Role);

    public async Task<ImportReport> RunAsync(IFormFile? upload, CancellationToken ct)
    {
        Rule.Require(MayTake, Say.TakenInAbove);
        Rule.Require(upload is { Length: > 0 }, Say.NothingChosen);
        var report = await UploadedFile.UseAsync(upload!, path => new ImportToilets(database, clock).RunAsync(path, ct: ct), ct);
        await desk.SaveAsync(Did.ImportedToilets, desk.Post.UnionId, report.Accepted, ct: ct);
        return report;
    }
}
