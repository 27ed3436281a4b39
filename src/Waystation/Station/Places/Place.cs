using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Rulebook;

namespace Waystation.Places;

/// <summary>What everybody is told of a station: its row in memory, which never holds its keeper. Equal words and equal hours are shared between places.</summary>
public sealed record Place
{
    static readonly KnowledgeRule usual = new();

    public required Guid Id { get; init; }
    public required string Code { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required StationKind Kind { get; init; }
    public required string District { get; init; }
    public required string Street { get; init; }
    public required string Address { get; init; }
    public required Position Position { get; init; }

    /// <summary>What is there and not known to be broken or gone, as a set of <see cref="Facility.Bit"/>.</summary>
    public required ulong Facilities { get; init; }

    /// <summary>The same in the register's words, in the same order, and after them those that our list does not know.</summary>
    public required string[] FacilityWords { get; init; }

    /// <summary>Null: the hours are unknown.</summary>
    public required OpeningHours? Hours { get; init; }

    /// <summary>The hours in the register's own words; empty when it has none.</summary>
    public required string HoursText { get; init; }
    public required DateTime? VerifiedAt { get; init; }

    /// <summary>What somebody has looked at, of each facility.</summary>
    public FacilitiesSeen Seen { get; init; }

    /// <summary>How one gets in, in the register's words: 直接进入, 扫码, 凭证.</summary>
    public string Access { get; init; } = "";
    public string Serves { get; init; } = "";
    public string Host { get; init; } = "";
    public DateOnly? OpenedOn { get; init; }
    public string Status { get; init; } = StationStatus.Active;

    /// <summary>A place for a time: its first day, and the day on which it is gone.</summary>
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }

    /// <summary>Of whom the register says that it belongs to them.</summary>
    public Guid UnionId { get; init; }
    public bool? ServesOutdoorWorkers { get; init; }
    public DateTime ChangedAt { get; init; }

    /// <summary>Who saw it last: one of <see cref="VerifiedBy"/>; empty where nobody has.</summary>
    public string SeenBy { get; init; } = "";

    /// <summary>What was said lately besides.</summary>
    public Said Said { get; init; } = Said.Nothing;

    /// <summary>By which all this is weighed.</summary>
    public KnowledgeRule Rule { get; init; } = usual;

    /// <summary>False while nobody has said where it stands; <see cref="Position"/> then means nothing.</summary>
    public bool IsLocated { get; init; } = true;

    /// <summary>Nobody has said anything that weighs on top of its hours.</summary>
    public bool IsAsPosted => Status == StationStatus.Suspended || ReferenceEquals(Said, Said.Nothing);

    /// <summary>Only these are found by searching; the others have a page that says why.</summary>
    public bool IsOnMap => IsLocated && Status == StationStatus.Active;

    /// <summary>Told to everybody: also while it rests for a time or nobody has said where it stands.</summary>
    public bool IsPublic => Status != StationStatus.Retired;

    /// <summary>How a facility stands here: works, broken, missing, listed (the register says so, nobody has looked) or unknown.</summary>
    public string StateOf(Facility facility) => Seen.StatusOf(facility) is not FacilityStatus.Unknown and var seen ? seen : (Facilities & facility.Bit) != 0 ? "listed" : FacilityStatus.Unknown;

    /// <summary>As everybody is told of it on a day: not before its first, and given up from the day its period ends.</summary>
    public Place? On(DateOnly day) => StartsOn > day ? null : EndsOn <= day && Status != StationStatus.Retired ? this with { Status = StationStatus.Retired } : this;
}
