using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Waystation.Places;

/// <summary>What the OpenAPI document says of the parameters beyond that they are text.</summary>
static class NearbyDescription
{
    public static void DescribeNearby(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>()) Describe(parameter);
        return Task.CompletedTask;
    });

    static void Describe(OpenApiParameter parameter)
    {
        parameter.Required = parameter.Name is "lat" or "lon";
        parameter.Schema = parameter.Name switch
        {
            "lat" => Number("-90", "90"),
            "lon" => Number("-180", "180"),
            "radius" => Number("1", "500000"),
            "limit" => new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = 20 },
            "datum" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = Words("wgs84", "gcj02", "bd09"), Default = "wgs84" },
            "kind" => new OpenApiSchema { Type = JsonSchemaType.String, Enum = Words([.. StationKind.All.SelectMany(k => new[] { k.Word, k.Code })]) },
            "facility" => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = Words([.. Facility.All.SelectMany(f => new[] { f.Word, f.Code })]) } },
            _ => parameter.Schema,
        };
    }

    static OpenApiSchema Number(string least, string most) => new() { Type = JsonSchemaType.Number, Format = "double", Minimum = least, Maximum = most };

    static List<JsonNode> Words(params string[] words) => [.. words.Distinct().Select(w => JsonValue.Create(w))];
}
