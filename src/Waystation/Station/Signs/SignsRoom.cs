namespace Waystation.Signs;

/// <summary>What this room brings to the web program.</summary>
public static class SignsRoom
{
    public static void AddSigns(this IServiceCollection services) => services.AddScoped<DrawUpPaper>();
}
