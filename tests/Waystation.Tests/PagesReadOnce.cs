using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Waystation;

/// <summary>
/// What the framework reads of some 250 pages by reflection is the same in every house, and costs more than all the rest of its start.
/// It is read by the first house of a run; the others take copies, because what a house makes of a page it keeps with its copy.
/// </summary>
sealed class PagesReadOnce(Func<IActionDescriptorProvider> framework) : IActionDescriptorProvider
{
    static readonly Lock reading = new();
    static IReadOnlyList<CompiledPageActionDescriptor>? read;

    /// <summary>As the framework's own: before whoever looks through what was found.</summary>
    public int Order => -900;

    public void OnProvidersExecuting(ActionDescriptorProviderContext context)
    {
        foreach (var page in Read()) context.Results.Add(Copy(page));
    }

    public void OnProvidersExecuted(ActionDescriptorProviderContext context)
    {
        // Nothing is looked through.
    }

    /// <summary>Takes the place of the framework's own reader.</summary>
    public static void In(IServiceCollection services)
    {
        var own = services.Single(s => s.ServiceType == typeof(IActionDescriptorProvider) && s.ImplementationType?.Name == "CompiledPageActionDescriptorProvider");
        services.Remove(own);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActionDescriptorProvider, PagesReadOnce>(all => new PagesReadOnce(() => (IActionDescriptorProvider)ActivatorUtilities.CreateInstance(all, own.ImplementationType!))));
    }

    IReadOnlyList<CompiledPageActionDescriptor> Read()
    {
        lock (reading)
        {
            if (read is not null) return read;

            var found = new ActionDescriptorProviderContext();
            var provider = framework();
            provider.OnProvidersExecuting(found);
            provider.OnProvidersExecuted(found);
            return read = [.. found.Results.Cast<CompiledPageActionDescriptor>()];
        }
    }

    static CompiledPageActionDescriptor Copy(CompiledPageActionDescriptor page) => new(page)
    {
        ActionConstraints = page.ActionConstraints,
        AttributeRouteInfo = page.AttributeRouteInfo,
        BoundProperties = page.BoundProperties,
        DeclaredModelTypeInfo = page.DeclaredModelTypeInfo,
        DisplayName = page.DisplayName,
        EndpointMetadata = page.EndpointMetadata is null ? null! : [.. page.EndpointMetadata],
        FilterDescriptors = [.. page.FilterDescriptors],
        HandlerMethods = page.HandlerMethods,
        HandlerTypeInfo = page.HandlerTypeInfo,
        ModelTypeInfo = page.ModelTypeInfo,
        PageTypeInfo = page.PageTypeInfo,
        Parameters = page.Parameters,
        Properties = new Dictionary<object, object?>(page.Properties),
        RouteValues = page.RouteValues,
    };
}
