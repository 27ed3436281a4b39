using Microsoft.AspNetCore.Mvc.Filters;
using Waystation.Shared;

namespace Waystation.Pictures;

/// <summary>On a page whose form holds a photo: one too large is refused with its sentence before its first byte is read, not by the server's own limit.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PhotoFormAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    const int Overhead = 64 << 10;

    /// <summary>Before the form is read for its token.</summary>
    public int Order => 0;

    public void OnAuthorization(AuthorizationFilterContext context) =>
        Rule.Require(!(context.HttpContext.Request.ContentLength > KeepPicture.MostSent + Overhead), Say.TooLarge(KeepPicture.MostSent >> 20));
}
