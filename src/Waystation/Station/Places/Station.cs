using Waystation.Geography;
using Waystation.Organisations;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>A place of the register where workers may rest or be served: a station (暖心驿站), a home (职工之家), a nursing room, a bookroom.</summary>
public sealed class Station : IOfStation
{
    readonly List<StationFacility> facilities = [];

    Station() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    Guid IOfStation.StationId => Id;

    /// <summary>The register's own number, or one of ours where the register has none.</summary>
    public string Code { get; private init; } = "";

    /// <summary>The last part of the place's address on the web; it never changes.</summary>
    public string Slug { get; private init; } = "";
    public string Name { get; private set; } = "";

    /// <summary>By this a name is compared, see <see cref="Organisations.NameKey"/>.</summary>
    public string NameKey { get; private set; } = "";
    public string KindCode { get; private set; } = "";
    public Guid UnionId { get; private set; }
    public string DistrictCode { get; private set; } = "";
    public string StreetCode { get; private set; } = "";
    public string Address { get; private set; } = "";

    /// <summary>WGS-84; null while nobody has said where it stands: then it is not on the map.</summary>
    public double? Lat { get; private set; }
    public double? Lon { get; private set; }
    public double? GivenLat { get; private set; }
    public double? GivenLon { get; private set; }
    public string? GivenDatum { get; private set; }

    /// <summary>OpenStreetMap syntax; null when the words do not say it.</summary>
    public string? OpeningHours { get; private set; }
    public string OpeningHoursText { get; private set; } = "";
    public IReadOnlyList<StationFacility> Facilities => facilities;

    /// <summary>Facilities in words that our list does not know.</summary>
    public string[] OtherFacilities { get; private set; } = [];
    public string Serves { get; private set; } = "";
    public string Access { get; private set; } = "";
    public bool? ServesOutdoorWorkers { get; private set; }
    public string Host { get; private set; } = "";

    /// <summary>Sealed by the vault, as is the phone: keepers are private people.</summary>
    public byte[]? Keeper { get; private set; }
    public byte[]? Phone { get; private set; }
    public DateOnly? OpenedOn { get; private set; }

    /// <summary>When somebody last saw with their own eyes that it is as described.</summary>
    public DateTime? VerifiedAt { get; private set; }
    /// <summary>Who that was: one of <see cref="Places.VerifiedBy"/>.</summary>
    public string? VerifiedBy { get; private set; }
    public string Status { get; private set; } = StationStatus.Active;

    /// <summary>Where the last step of its life led to; null where no step was taken here, as after an import.</summary>
    public string? Stage { get; private set; }

    /// <summary>A place for a time, as on a building site: its first day.</summary>
    public DateOnly? StartsOn { get; private set; }

    /// <summary>The day its period ends: from that day on it is not there any more.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>It serves people: not suspended or ended, nor a place for a time whose time is over.</summary>
    public bool RunsOn(DateOnly day) => Status is StationStatus.Active && !(EndsOn <= day);

    /// <summary>What else its standards ask; null where nobody has said.</summary>
    public StationTraits Traits { get; private set; } = StationTraits.Unknown;
    public DateTime CreatedAt { get; private init; }
    public DateTime ChangedAt { get; private set; }

    public static Station Register(string code, StationRecord record, Contact contact, DateTime at)
    {
        var id = Guid.CreateVersion7();
        var station = new Station { Id = id, Code = code, Slug = SlugOf(code, id), CreatedAt = at, ChangedAt = at };
        station.Take(record, contact);
        return station;
    }

    /// <summary>Somebody wishes for it: nothing outside the house knows of it until its sign is hung.</summary>
    public static Station Propose(string code, StationRecord record, Contact contact, DateOnly? startsOn, DateOnly? endsOn, DateTime at)
    {
        var station = Register(code, record, contact, at);
        (station.StartsOn, station.EndsOn) = (startsOn, endsOn);
        return station;
    }

    /// <summary>Its life has led to a stage, and so to a status.</summary>
    public void Enter(string stage, string status, DateTime at) => (Stage, Status, ChangedAt) = (stage, status, at);

    /// <summary>Its sign is down, nothing came of it, or its period has ended.</summary>
    public bool IsOver(DateOnly on) => Status == StationStatus.Retired || Stage == "dropped" || EndsOn <= on;

    public void HangSign(DateOnly on) => OpenedOn = on;

    /// <summary>The host has agreed to these hours.</summary>
    public void TakeHours(string words, string? syntax) => (OpeningHoursText, OpeningHours) = (words, syntax);

    /// <summary>Whoever answers for it says when it is open from now on.</summary>
    public void PostHours(string words, string syntax, DateTime at) => (OpeningHoursText, OpeningHours, ChangedAt) = (words, syntax, at);

    public void ForgetKeeper() => (Keeper, Phone) = (null, null);

    /// <param name="location">Null: as it is known.</param>
    public void Describe(StationTraits traits, Location? location, DateTime at)
    {
        (Traits, ChangedAt) = (traits, at);
        if (location is not null) StandsAt(location);
    }

    /// <summary>Somebody looked: it is there and works, it is broken, or it is not there. A thing that the register does not list is added.</summary>
    public void Found(Facility facility, string status, DateTime at)
    {
        if (facilities.Find(f => f.FacilityCode == facility.Code) is not { } known) facilities.Add(known = StationFacility.Listed(Id, facility));
        known.Say(status);
        ChangedAt = at;
    }

    /// <summary>Takes over what the register now says. True when that changed anything.</summary>
    public bool Correct(StationRecord record, Contact contact, DateTime at)
    {
        if (!Take(record, contact)) return false;

        ChangedAt = at;
        return true;
    }

    /// <summary>Somebody stood there and found it as described; whatever was doubted before is answered by that.</summary>
    public void Confirm(string by, DateTime at) => (VerifiedAt, VerifiedBy, ChangedAt) = (at, by, at);

    /// <summary>Somebody on a round found it open. It may be told later than it was seen.</summary>
    public void SeenByInspection(DateTime seenAt, DateTime now) => (VerifiedAt, VerifiedBy, ChangedAt) = (seenAt, Places.VerifiedBy.Inspection, now);

    bool Take(StationRecord record, Contact contact)
    {
        var before = Said();
        (Name, NameKey, KindCode, UnionId) = (record.Name, Organisations.NameKey.Of(record.Name), record.Kind.Code, record.UnionId);
        (DistrictCode, StreetCode, Address) = (record.DistrictCode, record.StreetCode, Or(record.Address, Address));
        (Serves, Access, Host) = (Or(record.Serves, Serves), Or(record.Access, Access), Or(record.Host, Host));
        (ServesOutdoorWorkers, OpenedOn) = (record.ServesOutdoorWorkers ?? ServesOutdoorWorkers, record.OpenedOn ?? OpenedOn);
        (Keeper, Phone) = (contact.Keeper ?? Keeper, contact.Phone ?? Phone);
        if (record.HoursText.Length > 0) (OpeningHours, OpeningHoursText) = (record.OpeningHours, record.HoursText);
        if (record.Location is { } location) StandsAt(location);
        var offers = record.Facilities is { } list && Offer(list);
        return offers || !Said().Equals(before);
    }

    void StandsAt(Location location)
    {
        if (GivenLat == location.Given.Lat && GivenLon == location.Given.Lon && GivenDatum == location.Datum.Code()) return;

        (GivenLat, GivenLon, GivenDatum) = (location.Given.Lat, location.Given.Lon, location.Datum.Code());
        (Lat, Lon) = (location.Wgs84.Lat, location.Wgs84.Lon);
    }

    bool Offer(FacilityList list)
    {
        var gone = facilities.RemoveAll(f => list.Known.All(k => k.Code != f.FacilityCode));
        var come = list.Known.Where(k => facilities.TrueForAll(f => f.FacilityCode != k.Code)).ToList();
        facilities.AddRange(come.Select(k => StationFacility.Listed(Id, k)));
        var same = OtherFacilities.SequenceEqual(list.Others);
        if (!same) OtherFacilities = [.. list.Others];
        return gone + come.Count > 0 || !same;
    }

    /// <summary>All that a register says, so that two states can be compared; contacts by identity, since one text seals differently each time.</summary>
    object Said() => (
        (Name, KindCode, UnionId, DistrictCode, StreetCode, Address),
        (GivenLat, GivenLon, GivenDatum, OpeningHours, OpeningHoursText),
        (Serves, Access, Host, ServesOutdoorWorkers, OpenedOn, Keeper, Phone));

    static string Or(string said, string known) => said.Length > 0 ? said : known;

    static string SlugOf(string code, Guid id) =>
        code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? code.ToLowerInvariant() : $"s-{id:N}";
}

/// <summary>Whether a place is being prepared, serves, rests for a time, or is given up.</summary>
public static class StationStatus
{
    public const string Preparing = "preparing", Active = "active", Suspended = "suspended", Retired = "retired";
}

/// <summary>What a place's standards ask besides its facilities.</summary>
/// <param name="HostKind">What sort of house it is in.</param>
/// <param name="Grade">Model, standard or ordinary, as the district names them.</param>
/// <param name="Area">In whole square metres.</param>
/// <param name="RulesPosted">Its house rules hang where visitors see them.</param>
public sealed record StationTraits(string? HostKind, string? Grade, int? Area, bool? OnGroundFloor, int? Books, bool? RulesPosted)
{
    public static readonly StationTraits Unknown = new(null, null, null, null, null, null);
    public static readonly IReadOnlyList<string> HostKinds = ["union", "community", "government", "enterprise", "bank", "fuel-station", "shop", "restaurant", "courier", "property", "sanitation", "park", "hospital", "builder", "other"];
    public static readonly IReadOnlyList<string> Grades = ["model", "standard", "ordinary"];
}

/// <summary>The keeper's name and phone, sealed; null where nothing new is said.</summary>
public readonly record struct Contact(byte[]? Keeper, byte[]? Phone);
