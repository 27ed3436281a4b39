using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>A route of the running program.</summary>
/// <param name="Pattern">As in the source: <c>/unions/{id?}</c>.</param>
/// <param name="Class">Whom it is for; none is a mistake.</param>
/// <param name="Posts">The handlers that change something: "" is the page's own.</param>
sealed record WalkedRoute(string Pattern, IRouteClass? Class, bool CanGet, IReadOnlyList<string> Posts)
{
    /// <summary>Every one, whoever brought it; pages are compiled to learn what stands on their classes.</summary>
    public static async Task<List<WalkedRoute>> AllAsync(TestHouse web)
    {
        var loader = web.Services.GetRequiredService<PageLoader>();
        List<WalkedRoute> found = [];
        foreach (var route in web.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
            found.Add(route.Metadata.GetMetadata<PageActionDescriptor>() is { } page ? OfPage(route, await loader.LoadAsync(page, route.Metadata)) : OfApi(route));
        return [.. found.GroupBy(one => one.Pattern).Select(same => same.First() with { Class = same.Select(one => one.Class).FirstOrDefault(one => one is not null) })];
    }

    static WalkedRoute OfPage(RouteEndpoint route, CompiledPageActionDescriptor page) => new(
        Text(route), ClassOf(page), CanGet: true,
        [.. page.HandlerMethods.Where(handler => handler.HttpMethod != "Get").Select(handler => handler.Name ?? "")]);

    /// <summary>On the model's class, or in the page itself where it has none.</summary>
    static IRouteClass? ClassOf(CompiledPageActionDescriptor page) =>
        page.HandlerTypeInfo.GetCustomAttributes(inherit: true).Concat(page.PageTypeInfo.GetCustomAttributes(inherit: true)).OfType<IRouteClass>().FirstOrDefault();

    static WalkedRoute OfApi(RouteEndpoint route)
    {
        var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return new(Text(route), route.Metadata.GetMetadata<IRouteClass>(), methods.Count == 0 || methods.Contains("GET"), [.. methods.Where(method => method is not ("GET" or "HEAD"))]);
    }

    static string Text(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.TrimStart('/');
}
