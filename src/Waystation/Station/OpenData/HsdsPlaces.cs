using System.Text.Json;
using Waystation.Calendar;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.OpenData;

/// <summary>How much of a place is told: in a list only what is there once; in full everything; nested the same without the service around it.</summary>
enum HsdsDetail { List, Full, Nested }

/// <summary>Places as HSDS writes them: a service at a location.</summary>
/// <param name="root">What comes before the paths of this house, for addresses of pages.</param>
sealed class HsdsPlaces(string root)
{
    static readonly Guid location = DerivedId.Part("location"), address = DerivedId.Part("address"), step = DerivedId.Part("accessibility");
    static readonly Guid[] schedules = [.. Enumerable.Range(0, 16).Select(i => DerivedId.Part($"schedule {i}"))];
    static readonly ulong stepFree = Facility.Read("accessible")!.Bit;

    readonly Dictionary<OpeningHours, IReadOnlyList<WeeklyHours>> weeks = [];

    public void Write(Utf8JsonWriter json, OpenRegister register, Place place, HsdsDetail detail, double? metres)
    {
        var (programme, where) = (register.ProgrammeOf(place), DerivedId.Of(place.Id, location));
        json.WriteString("id"u8, place.Id);
        json.WriteString("service_id"u8, programme.Id);
        json.WriteString("location_id"u8, where);
        json.WriteString("description"u8, place.HoursText);
        json.WriteStartObject("location"u8);
        Location(json, place, where);
        if (detail is not HsdsDetail.List) Around(json, register, place, where);
        json.WriteEndObject();
        if (detail is not HsdsDetail.Nested)
        {
            json.WriteStartObject("service"u8);
            json.ServiceWithOrganization(programme);
            json.WriteEndObject();
        }

        if (detail is not HsdsDetail.List) InFull(json, programme, place);
        Extension(json, place, metres);
    }

    void Location(Utf8JsonWriter json, Place place, Guid id)
    {
        json.WriteString("id"u8, id);
        json.WriteString("location_type"u8, "physical"u8);
        json.WriteString("url"u8, $"{root}/stations/{place.Slug}");
        json.WriteString("organization_id"u8, place.UnionId);
        json.WriteString("name"u8, place.Name);
        json.WriteString("external_identifier"u8, place.Code);
        json.WriteString("external_identifier_type"u8, "站点编号"u8);
        if (!place.IsLocated) return;

        json.WriteNumber("latitude"u8, Math.Round(place.Position.Lat, 6));
        json.WriteNumber("longitude"u8, Math.Round(place.Position.Lon, 6));
    }

    static void Around(Utf8JsonWriter json, OpenRegister register, Place place, Guid where)
    {
        json.WriteStartArray("addresses"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, DerivedId.Of(place.Id, address));
        json.WriteString("location_id"u8, where);
        json.WriteString("address_1"u8, place.Address.Length > 0 ? place.Address : place.Street);
        json.WriteString("address_2"u8, place.Street);
        json.WriteString("city"u8, register.City);
        json.WriteString("region"u8, place.District);
        json.WriteString("state_province"u8, register.City);
        json.WriteString("postal_code"u8, ""u8);
        json.WriteString("country"u8, "CN"u8);
        json.WriteString("address_type"u8, "physical"u8);
        json.WriteEndObject();
        json.WriteEndArray();
        if ((place.Facilities & stepFree) == 0) return;

        json.WriteStartArray("accessibility"u8);
        json.WriteStartObject();
        json.WriteString("id"u8, DerivedId.Of(place.Id, step));
        json.WriteString("location_id"u8, where);
        json.WriteString("description"u8, "无障碍设施"u8);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    void InFull(Utf8JsonWriter json, Programme programme, Place place)
    {
        json.WriteStartArray("schedules"u8);
        if (place.Hours is { } hours)
            foreach (var (i, week) in Weeks(hours).Take(schedules.Length).Index()) Schedule(json, programme, place, week, DerivedId.Of(place.Id, schedules[i]));
        json.WriteEndArray();
        json.WriteStartArray("attributes"u8);
        foreach (var (facility, term) in Facility.All.Zip(Taxonomy.Facilities.Terms))
        {
            var seen = place.Seen.StatusOf(facility);
            if (seen != FacilityStatus.Unknown || (place.Facilities & facility.Bit) != 0)
                json.Attribute(place.Id, "service_at_location"u8, Taxonomy.Facilities, term, seen == FacilityStatus.Unknown ? "listed" : seen);
        }

        json.WriteEndArray();
    }

    static void Schedule(Utf8JsonWriter json, Programme programme, Place place, WeeklyHours week, Guid id)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("service_id"u8, programme.Id);
        json.WriteString("service_at_location_id"u8, place.Id);
        json.WriteNumber("timezone"u8, 8);
        json.WriteString("freq"u8, "WEEKLY"u8);
        json.WriteNumber("interval"u8, 1);
        json.WriteString("wkst"u8, "MO"u8);
        json.WriteString("byday"u8, week.Days);
        json.WriteString("opens_at"u8, week.Opens);
        json.WriteString("closes_at"u8, week.Closes);
        json.WriteEndObject();
    }

    /// <summary>What the profile adds: HSDS has no field for it.</summary>
    static void Extension(Utf8JsonWriter json, Place place, double? metres)
    {
        if (place.Hours is { } hours) json.WriteString("opening_hours"u8, hours.Text);
        if (place.VerifiedAt is { } at) json.WriteString("verified_at"u8, new DateTimeOffset(at, TimeSpan.Zero).ToOffset(City.Zone.GetUtcOffset(at)));
        if (place.SeenBy.Length > 0) json.WriteString("verified_by"u8, place.SeenBy);
        if (place.Said.Shut is [.., var shut]) json.WriteString("doubted_at"u8, shut);
        if (place.Access.Length > 0) json.WriteString("access"u8, place.Access);
        if (place.Serves.Length > 0) json.WriteString("serves"u8, place.Serves);
        if (place.ServesOutdoorWorkers is { } outdoor) json.WriteBoolean("serves_outdoor_workers"u8, outdoor);
        if (place.Host.Length > 0) json.WriteString("host"u8, place.Host);
        json.WriteString("last_modified"u8, place.ChangedAt);
        if (metres is { } far) json.WriteNumber("distance_m"u8, Math.Round(far, 1));
    }

    IReadOnlyList<WeeklyHours> Weeks(OpeningHours hours)
    {
        if (!weeks.TryGetValue(hours, out var known)) weeks[hours] = known = WeeklyHours.Of(hours);
        return known;
    }
}
