namespace Waystation.OpenData;

/// <summary>What this room brings to the web program.</summary>
public static class OpenDataRoom
{
    public static void AddOpenData(this IServiceCollection services) => services.AddSingleton<PublicUnions>().AddSingleton<OpenRegisters>();

    public static void MapOpenData(this IEndpointRouteBuilder app)
    {
        app.MapHsds();
        app.MapMapsCsv();
    }
}
