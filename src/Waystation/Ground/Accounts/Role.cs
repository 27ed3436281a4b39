using System.Collections.Frozen;
using System.Text.Json;

namespace Waystation.Accounts;

/// <summary>What a post is. The three administrators are kept apart (GB/T 22239, level 3), and none of them sees members by virtue of office.</summary>
public enum Role
{
    GrassrootsChair,
    SubdistrictOfficer,
    DistrictOfficer,
    CityOfficer,
    StationKeeper,
    ClaimsOfficer,
    /// <summary>Reads numbers, and the records of the stations down to which they open.</summary>
    Leader,
    SystemAdministrator,
    SecurityAdministrator,
    AuditAdministrator,
}

/// <summary>What a role may do within its post's reach.</summary>
public enum Right
{
    /// <summary>The tree of unions, its counts, and what the own posts and sessions are.</summary>
    SeeUnions,
    /// <summary>Lists of members, masked, and search.</summary>
    SeeMembers,
    /// <summary>One person's record in full, each time for a purpose that is logged.</summary>
    RevealMembers,
    /// <summary>Applications, corrections, phones bound by an officer who sees the document.</summary>
    DecideMembers,
    /// <summary>Forms full of members.</summary>
    ImportMembers,
    /// <summary>Founding, moving, merging, renaming and dissolving unions.</summary>
    ChangeUnions,
    /// <summary>Stations of the branch.</summary>
    KeepStations,
    SeeNumbers,
    DecideClaims,
    ManageAccounts,
    ReadLog,
    RunSystem,
    /// <summary>The key-work list of the branch.</summary>
    SeeKeyWork,
    /// <summary>Sets items on it and changes their terms.</summary>
    KeepKeyWork,
    /// <summary>Says how the own unit's items stand, and reports each month.</summary>
    ReportKeyWork,
    /// <summary>The leader's word on an item.</summary>
    CommentKeyWork,
    /// <summary>The one station at which the post is, and nothing besides.</summary>
    KeepOwnStation,
    /// <summary>Rounds of inspection over the branch's stations, visits, and what is to be mended after them.</summary>
    InspectStations,
    /// <summary>Things and money for the stations of the branch.</summary>
    KeepGoods,
    /// <summary>Reads what is written of the branch's stations: lives, rounds, faults, goods, modes.</summary>
    SeeStations,
}

public static class Roles
{
    static readonly Right[] chair = [Right.SeeUnions, Right.SeeMembers, Right.RevealMembers, Right.DecideMembers, Right.ImportMembers, Right.SeeNumbers];
    static readonly Right[] officer = [.. chair, Right.ChangeUnions, Right.KeepStations, Right.InspectStations, Right.KeepGoods, Right.SeeStations, Right.SeeKeyWork, Right.ReportKeyWork];
    static readonly Right[] officerAbove = [.. officer, Right.KeepKeyWork];

    static readonly FrozenDictionary<Role, FrozenSet<Right>> rights = new Dictionary<Role, Right[]>
    {
        [Role.GrassrootsChair] = chair,
        [Role.SubdistrictOfficer] = officer,
        [Role.DistrictOfficer] = officerAbove,
        [Role.CityOfficer] = officerAbove,
        [Role.StationKeeper] = [Right.KeepStations],
        [Role.ClaimsOfficer] = [Right.SeeUnions, Right.DecideClaims],
        [Role.Leader] = [Right.SeeUnions, Right.SeeNumbers, Right.SeeStations, Right.SeeKeyWork, Right.CommentKeyWork],
        [Role.SystemAdministrator] = [Right.RunSystem],
        [Role.SecurityAdministrator] = [Right.ManageAccounts],
        [Role.AuditAdministrator] = [Right.ReadLog],
    }.ToFrozenDictionary(r => r.Key, r => r.Value.ToFrozenSet());

    /// <summary>Of a post at one station, whatever its role may do elsewhere.</summary>
    public static readonly IReadOnlySet<Right> AtOneStation = FrozenSet.Create(Right.KeepOwnStation);

    public static IReadOnlyCollection<Role> All => rights.Keys;

    public static IReadOnlySet<Right> Rights(this Role role) => rights[role];

    public static bool May(this Role role, Right right) => rights[role].Contains(right);

    /// <summary>Everybody above grassroots level, and whoever keeps the system, shows a second factor.</summary>
    public static bool NeedsSecondFactor(this Role role) => role is not (Role.GrassrootsChair or Role.StationKeeper);

    public static bool IsAdministrator(this Role role) => role is Role.SystemAdministrator or Role.SecurityAdministrator or Role.AuditAdministrator;

    /// <summary>Whether one person may hold both: an administrator's post stands alone, apart from the other two and from all work with members.</summary>
    public static bool GoesWith(this Role role, Role other) => role == other || !(role.IsAdministrator() || other.IsAdministrator());

    /// <summary>GrassrootsChair → grassroots-chair, as stored and as typed on the command line.</summary>
    public static string Code(this Role role) => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    public static Role? Read(string code) => rights.Keys.Cast<Role?>().SingleOrDefault(r => r!.Value.Code() == code);
}
