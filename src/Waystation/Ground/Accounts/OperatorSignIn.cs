using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Waystation.Data;

namespace Waystation.Accounts;

/// <summary>The interim gate: one cookie, one policy named <see cref="Policy"/>, on every page that is not public.</summary>
public static class OperatorSignIn
{
    public const string Policy = "Operator";

    public static void AddOperator(this IServiceCollection services, DataFolder folder)
    {
        services.AddSingleton(OperatorKey.OpenOrCreate(folder));
        services.AddSingleton<OperatorDoor>();
        services.AddDataProtection().SetApplicationName("Waystation").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder.Keys, "cookies")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            cookie.LoginPath = "/operator";
            cookie.ReturnUrlParameter = "back";
            cookie.Cookie.Name = "waystation.operator";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        services.AddAuthorization(rules => rules.AddPolicy(Policy, who => who.RequireAuthenticatedUser()));
    }
}
