namespace Waystation.Paper;

/// <summary>What this room brings to the web program.</summary>
public static class PaperRoom
{
    public static void AddPaper(this IServiceCollection services) => services.AddSingleton<PrintPdf>().AddScoped<DrawPart>().AddScoped<PrintPart>();
}
