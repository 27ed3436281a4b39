using Microsoft.EntityFrameworkCore;

namespace Waystation.Data;

/// <summary>The one database. Each room tells in its <c>…Mapping.cs</c> how its entities are stored.</summary>
public sealed class WaystationDb(DbContextOptions<WaystationDb> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(WaystationDb).Assembly);
}
