using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Waystation.Calendar;
using Waystation.Geography;
using Waystation.Shared;

namespace Waystation.Places;

/// <summary>Writes places as GeoJSON (RFC 7946): WGS-84, longitude first, six decimals (11 cm).</summary>
/// <param name="at">The instant asked about.</param>
sealed class PlacesJson(IBufferWriter<byte> to, DateTimeOffset at) : IDisposable
{
    static readonly JsonWriterOptions readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };
    static readonly JsonEncodedText open = JsonEncodedText.Encode("open"), closed = JsonEncodedText.Encode("closed"), unknown = JsonEncodedText.Encode("unknown");

    static readonly JsonEncodedText type = Name("type"), features = Name("features"), geometry = Name("geometry"), coordinates = Name("coordinates"), properties = Name("properties"),
        code = Name("code"), name = Name("name"), slug = Name("slug"), kind = Name("kind"), district = Name("district"), street = Name("street"), address = Name("address"),
        distance = Name("distance_m"), walk = Name("walk_minutes"), openUntil = Name("open_until"), hours = Name("opening_hours"), reason = Name("reason"), verifiedAt = Name("verified_at"), verifiedBy = Name("verified_by"), doubtedAt = Name("doubted_at"), facilities = Name("facilities"),
        feature = Name("Feature"), collection = Name("FeatureCollection"), point = Name("Point");

    readonly Utf8JsonWriter json = new(to, readable);

    public long BytesPending => json.BytesPending + json.BytesCommitted;

    public void Begin()
    {
        json.WriteStartObject();
        json.WriteString(type, collection);
        json.WriteStartArray(features);
    }

    /// <param name="place">What is told.</param>
    /// <param name="opening">Its state at the instant asked about; told until when only while it is open.</param>
    /// <param name="metres">Null where nobody asked from anywhere.</param>
    public void Write(Place place, Opening opening, double? metres)
    {
        json.WriteStartObject();
        json.WriteString(type, feature);
        Point(place.Position);
        json.WriteStartObject(properties);
        json.WriteString(code, place.Code);
        json.WriteString(name, place.Name);
        json.WriteString(slug, place.Slug);
        json.WriteString(kind, place.Kind.Word);
        json.WriteString(district, place.District);
        json.WriteString(street, place.Street);
        json.WriteString(address, place.Address);
        if (metres is { } far) Way(far);
        State(opening);
        if (place.Said.ChangeAt(at, _ => true) is { } change) json.WriteString(reason, change.Reason);
        json.WriteString(hours, place.Hours?.Text);
        if (place.VerifiedAt is { } seen) json.WriteString(verifiedAt, new DateTimeOffset(seen, TimeSpan.Zero).ToOffset(City.Zone.GetUtcOffset(seen)));
        else json.WriteNull(verifiedAt);
        if (place.SeenBy.Length > 0) json.WriteString(verifiedBy, place.SeenBy);
        if (place.Said.Shut is [.., var shut]) json.WriteString(doubtedAt, shut);
        json.WriteStartArray(facilities);
        foreach (var word in place.FacilityWords) json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public void End()
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    public void Flush() => json.Flush();

    public void Dispose() => json.Dispose();

    void Point(Position p)
    {
        json.WriteStartObject(geometry);
        json.WriteString(type, point);
        json.WriteStartArray(coordinates);
        json.WriteNumberValue(Math.Round(p.Lon, 6));
        json.WriteNumberValue(Math.Round(p.Lat, 6));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Way(double metres)
    {
        json.WriteNumber(distance, Math.Round(metres, 1));
        json.WriteNumber(walk, PlaceCard.WalkMinutes(metres));
    }

    void State(Opening opening)
    {
        json.WriteString(open, opening.State switch { OpenState.Open => open, OpenState.Closed => closed, _ => unknown });
        if (opening is { State: OpenState.Open, Until: { } until }) json.WriteString(openUntil, until);
        else json.WriteNull(openUntil);
    }

    static JsonEncodedText Name(string name) => JsonEncodedText.Encode(name);
}
