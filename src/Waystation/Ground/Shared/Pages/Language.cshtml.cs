using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Waystation.Shared.Pages;

/// <summary>The switches of language and of type size: each remembers the choice in a cookie and goes back to where the reader was.</summary>
[IgnoreAntiforgeryToken] // A language is no secret and no loss; without a token the start page stays the same for everybody and can be cached.
[ForEveryone]
public sealed class LanguageModel(TimeProvider clock, IOptions<RequestLocalizationOptions> languages) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public IActionResult OnPost(string? to, string? size, string? back)
    {
        if (to is "en" or "zh-CN")
        {
            Response.Cookies.Append(
                languages.Value.RequestCultureProviders.OfType<CookieRequestCultureProvider>().Single().CookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to)),
                Remembered());
        }

        if (size is "large") Response.Cookies.Append(LargeType.CookieOf(Request), "1", Remembered());
        if (size is "usual") Response.Cookies.Delete(LargeType.CookieOf(Request), Remembered());
        return LocalRedirect(Url.IsLocalUrl(back) ? back! : "/");
    }

    CookieOptions Remembered() => new() { Expires = clock.GetUtcNow().AddYears(1), IsEssential = true, HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps };
}
