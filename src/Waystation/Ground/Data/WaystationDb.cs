using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Waystation.Data;

/// <summary>The one database. Each room tells in its <c>…Mapping.cs</c> how its entities are stored.</summary>
public sealed class WaystationDb(DbContextOptions<WaystationDb> options) : DbContext(options)
{
    // Indexes are chosen by what is asked, not one for every reference; and deleting one thing never quietly deletes others.
    protected override void ConfigureConventions(ModelConfigurationBuilder model)
    {
        model.Conventions.Remove<ForeignKeyIndexConvention>();
        model.Conventions.Remove<CascadeDeleteConvention>();
    }

    protected override void OnModelCreating(ModelBuilder model) =>
        model.ApplyConfigurationsFromAssembly(typeof(WaystationDb).Assembly);
}
