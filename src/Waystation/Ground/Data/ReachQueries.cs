using Microsoft.EntityFrameworkCore;

namespace Waystation.Data;

/// <summary>The one place that passes the reach by; only the desks may use it.</summary>
static class ReachQueries
{
    public static IQueryable<T> PastReach<T>(this IQueryable<T> things) where T : class => things.IgnoreQueryFilters([WaystationDb.ReachFilter, WaystationDb.StationFilter]);
}
