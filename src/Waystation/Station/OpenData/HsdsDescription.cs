using Microsoft.OpenApi;

namespace Waystation.OpenData;

/// <summary>What each list may be asked for: the specification's parameters, and of places those of the profile.</summary>
static class HsdsLists
{
    static readonly string[] every = ["search", "page", "per_page", "format"];

    public static readonly string[] Services = [.. every, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "minimal", "full"];
    public static readonly string[] Places = [.. every, "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "full", "postcode", "proximity", "lat", "lon", "radius_m", "open_at"];
    public static readonly string[] Organizations = [.. every, "full_service", "full"];
    public static readonly string[] Taxonomies = every;
    public static readonly string[] Terms = [.. every, "taxonomy_id", "top_only", "parent_id"];
}

/// <summary>What the OpenAPI document says of the parameters of lists.</summary>
static class HsdsDescription
{
    static readonly Dictionary<string, (JsonSchemaType Type, string Says)> known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["search"] = (JsonSchemaType.String, "Words, all of which must occur."),
        ["page"] = (JsonSchemaType.Integer, "From 1."),
        ["per_page"] = (JsonSchemaType.Integer, $"At most {HsdsReader.LargestPage}; {HsdsReader.UsualPage} unless said otherwise."),
        ["format"] = (JsonSchemaType.String, "json, or ndjson: one thing a line, the whole list unless a page is asked for."),
        ["taxonomy_term_id"] = (JsonSchemaType.String, "Repeated: all of them."),
        ["taxonomy_id"] = (JsonSchemaType.String, "Only what has a word of this list."),
        ["organization_id"] = (JsonSchemaType.String, "Of this union itself."),
        ["parent_id"] = (JsonSchemaType.String, "Words below this one; there are none."),
        ["modified_after"] = (JsonSchemaType.String, "Changed then or later. ISO 8601; without an offset Asia/Shanghai."),
        ["minimal"] = (JsonSchemaType.Boolean, "Ids and dates, all of them on one page. Not with full."),
        ["full"] = (JsonSchemaType.Boolean, "With everything nested."),
        ["full_service"] = (JsonSchemaType.Boolean, "With services in full."),
        ["top_only"] = (JsonSchemaType.Boolean, "Words without one above them. Not with parent_id."),
        ["postcode"] = (JsonSchemaType.String, "Refused: this register knows no postcodes; take lat, lon and radius_m."),
        ["proximity"] = (JsonSchemaType.String, "Refused with postcode."),
        ["lat"] = (JsonSchemaType.Number, "Profile: WGS-84; the nearest first. Only with lon."),
        ["lon"] = (JsonSchemaType.Number, "Profile: WGS-84. Only with lat."),
        ["radius_m"] = (JsonSchemaType.Number, "Profile: within so many metres of lat and lon, 1 to 500000."),
        ["open_at"] = (JsonSchemaType.String, "Profile: open for certain at this instant (ISO 8601), or now."),
    };

    /// <summary>A parameter of some list: whoever sends it means something by it.</summary>
    public static bool Knows(string parameter) => known.ContainsKey(parameter);

    public static RouteHandlerBuilder DescribeList(this RouteHandlerBuilder route, params string[] names) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        foreach (var name in names)
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Description = known[name].Says, Schema = new OpenApiSchema { Type = known[name].Type } });
        return Task.CompletedTask;
    });
}
