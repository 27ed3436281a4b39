using Npgsql;
using Waystation.Data;
using Waystation.Indicators;
using Waystation.KeyWork;
using Waystation.Logbook;
using Waystation.Members;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Rulebook;
using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.DemoCity;

/// <summary>What is being made, for whoever watches.</summary>
public enum CityStep { Divisions, Unions, Members, Changes, Stations, Accounts, KeyWork }

/// <summary>
/// Fills an empty house with the demo city, through the operations that users use. Every step is passed over or gone on with where
/// it was done before, so a making that was killed is finished by the next; its history leads up to the day it was begun.
/// </summary>
public sealed class MakeCity(House house, TimeProvider clock, Action<CityStep, long, long?> tell)
{
    const long OneMaker = 20_260_501;

    static string Divisions => Path.Combine(AppContext.BaseDirectory, "examples", "beijing-divisions.csv");

    /// <summary>Nothing stands in the house, so it may become a demo.</summary>
    public static async Task<bool> MayMakeAsync(House house, CancellationToken ct = default)
    {
        await using var any = house.Database.Source.CreateCommand(
            "SELECT NOT EXISTS (SELECT FROM divisions) AND NOT EXISTS (SELECT FROM unions) AND NOT EXISTS (SELECT FROM members) AND NOT EXISTS (SELECT FROM stations) AND NOT EXISTS (SELECT FROM accounts) AND NOT EXISTS (SELECT FROM insured_people) AND NOT EXISTS (SELECT FROM medical_lines)");
        return (bool)(await any.ExecuteScalarAsync(ct))!;
    }

    /// <exception cref="Refusal">Something stands in the house.</exception>
    public async Task RunAsync(CitySize size, CancellationToken ct = default)
    {
        // Of two programs started on one empty house the second waits, and then finds it made.
        await using var connection = await house.Database.Source.OpenConnectionAsync(ct);
        await using var alone = await connection.BeginTransactionAsync(ct);
        await using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection).With(OneMaker)) await wait.ExecuteNonQueryAsync(ct);
        await house.MarkAsDemoAsync(size.Code, clock.GetUtcNow(), ct);
        if (house.Demo is not { IsWhole: false } begun) return;

        await MakeAsync(CityPlan.Of(CitySize.Of(begun.Size), City.DayOf(begun.BegunAt), Divisions), ct);
        await house.FinishDemoAsync(ct);
    }

    async Task MakeAsync(CityPlan plan, CancellationToken ct)
    {
        var year = YearOfTheTree.Of(plan);
        List<PlannedMember> people = [.. new Population(plan).All()];
        await DivisionsAsync(ct);
        if (!await IsThereAsync("SELECT EXISTS (SELECT FROM unions WHERE kind = 'joint-grassroots')", ct))
            await new FoundPlannedUnions(house, clock).RunAsync(plan, Step(CityStep.Unions), ct);
        // Afterwards units have moved, and their people's forms no longer say where they are.
        if (!await IsThereAsync("SELECT EXISTS (SELECT FROM import_runs WHERE finished_at IS NOT NULL)", ct)) await MembersAsync(people, ct);
        await new LiveTheYear(house, clock, year, Step(CityStep.Changes)).RunAsync(people.FindAll(one => one.LeavesFor is not null), ct);
        await StationsAsync(plan, ct);
        await new SpeakOfStations(house, clock).RunAsync(ct);
        await CountAsync(ct);
        await new AskToJoin(house, clock).RunAsync(plan, ct);
        await new GivePosts(house).RunAsync(plan, ct);
        await new KeepStations(house, clock).RunAsync(ct);
        await new EquipStations(house, clock).RunAsync(ct);
        await new InspectStations(house, clock).RunAsync(ct);
        await new DrawRoutes(house, clock).RunAsync(ct);
        await new EnrolUnit(house, clock).RunAsync(ct);
        tell(CityStep.Accounts, 1, 1);
        if (!await IsThereAsync("SELECT count(*) = 2 FROM aid_settlements WHERE finished_at IS NOT NULL", ct))
            await new SettleAid(house, Rules.Read(house.Folder, Rooms.RuleKinds)).RunAsync(plan, people, Step(CityStep.Accounts), ct);
        await new FileClaims(house, clock).RunAsync(plan, ct);
        await new PlanDistricts(house, clock).RunAsync(ct);
        await new PreparePlaces(house, clock).RunAsync(ct);
        await new LiveTheMeetings(house, clock, plan.Season.Last).RunAsync(ct);
        await new CarryOver(house.Database.Source, clock).RunAsync(ct);
        await new CloseMonths(house.Database.Source, clock).RunAsync(ct);
        tell(CityStep.KeyWork, 1, 1);
    }

    Action<long, long?> Step(CityStep step) => (done, of) => tell(step, done, of);

    async Task DivisionsAsync(CancellationToken ct)
    {
        tell(CityStep.Divisions, 0, 1);
        await using var db = house.Database.NewContext();
        await LogAsync(Did.ImportedDivisions, await new ImportDivisions(db, clock).RunAsync(Divisions, dryRun: false, ct), ct);
        // The planner shall not take the tree for the small thing it was a moment ago.
        await CountAsync(ct);
        tell(CityStep.Divisions, 1, 1);
    }

    Task MembersAsync(List<PlannedMember> people, CancellationToken ct) => Csv.UseAsync("示意会员名册.csv", MemberSheet.Header, MemberSheet.Rows(people), async sheet =>
    {
        var options = new ImportOptions { SinceJoining = true, Progress = (done, _) => tell(CityStep.Members, done, people.Count) };
        RequireAll(await new ImportMembers(house.Database.Source, house.Vault, clock).RunAsync(sheet, options, ct));
    }, ct);

    Task StationsAsync(CityPlan plan, CancellationToken ct) => Csv.UseAsync("示意站点登记表.csv", StationSheet.Header, new StationSheet(plan).Rows(), async sheet =>
        await LogAsync(Did.ImportedStations, await new ImportStations(house.Database, house.Vault, clock).RunAsync(sheet, dryRun: false, (done, _) => tell(CityStep.Stations, done, plan.Size.Stations), ct), ct), ct);

    async Task LogAsync(Did did, ImportReport report, CancellationToken ct)
    {
        RequireAll(report);
        if (report.Created > 0) await new LogLine(Actor.Command, did, clock.GetUtcNow(), Amount: report.Accepted).WriteAsync(house.Database.Source, ct);
    }

    /// <summary>What we wrote ourselves is taken whole, or the city would not be the one it says it is.</summary>
    static void RequireAll(ImportReport report)
    {
        if (report.Refused > 0) throw new InvalidOperationException($"{report.File}: {report.Refused} rows of the demo were refused, first: {report.Problems.First(p => p.Severity is Severity.Refused)}");
    }

    async Task CountAsync(CancellationToken ct)
    {
        await using var command = house.Database.Source.CreateCommand("ANALYZE");
        await command.ExecuteNonQueryAsync(ct);
    }

    async Task<bool> IsThereAsync(string question, CancellationToken ct)
    {
        await using var ask = house.Database.Source.CreateCommand(question);
        return await ask.ExecuteScalarAsync(ct) is true;
    }
}
