using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Waystation.Commands;

/// <summary>What hangs on the origin: forwarded headers, names, https, and how cookies are made.</summary>
static class SecureOrigin
{
    /// <summary>A proxy before a proxy before us; each must be trusted, so that a longer list of claims is not walked.</summary>
    const int MostProxies = 3;

    public static void AddOrigin(this IServiceCollection services)
    {
        services.TryAddSingleton(Origin.OnThisMachine);
        services.AddOptions<AntiforgeryOptions>().Configure<Origin>(SetAntiforgery);
        services.AddOptions<ForwardedHeadersOptions>().Configure<Origin>(SetForwarded);
        services.AddOptions<RequestLocalizationOptions>().PostConfigure<Origin>((language, origin) =>
        {
            foreach (var cookie in language.RequestCultureProviders.OfType<CookieRequestCultureProvider>()) cookie.CookieName = origin.CookieName("waystation.language");
        });
        services.AddHsts(hsts => (hsts.MaxAge, hsts.IncludeSubDomains) = (TimeSpan.FromDays(365), true));
    }

    public static void UseOrigin(this WebApplication app)
    {
        var origin = app.Services.GetRequiredService<Origin>();
        if (origin.Proxies.Count > 0) app.UseForwardedHeaders();
        app.UseMiddleware<OriginGate>();
        if (origin.Secure) app.UseHsts();
        app.UseCookiePolicy(new CookiePolicyOptions { HttpOnly = HttpOnlyPolicy.Always, MinimumSameSitePolicy = SameSiteMode.Lax, Secure = Policy(origin) });
    }

    static void SetAntiforgery(AntiforgeryOptions forms, Origin origin)
    {
        forms.Cookie.Name = origin.CookieName("waystation.form");
        forms.Cookie.HttpOnly = true;
        // Strict would drop it when a link from a chat opens a page, and the form that is open in another tab would then be refused.
        forms.Cookie.SameSite = SameSiteMode.Lax;
        forms.Cookie.SecurePolicy = Policy(origin);
        forms.SuppressXFrameOptionsHeader = true;
    }

    static void SetForwarded(ForwardedHeadersOptions forwarded, Origin origin)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        forwarded.ForwardLimit = MostProxies;
        forwarded.AllowedHosts = [.. origin.Hosts];
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in origin.Proxies) forwarded.KnownIPNetworks.Add(proxy);
    }

    static CookieSecurePolicy Policy(Origin origin) => origin.Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
}
