using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// The one database. Each room tells in its <c>…Mapping.cs</c> how its entities are stored. What belongs to a union is shown
/// only within <see cref="Reach"/>, along navigations too.
/// </summary>
public sealed class WaystationDb(DbContextOptions<WaystationDb> options) : DbContext(options)
{
    /// <summary>The name of the filter that narrows to <see cref="Reach"/>; to pass it by is for the desks alone.</summary>
    public const string ReachFilter = "reach";

    /// <summary>And to the one station of a keeper; passed by together with the other.</summary>
    public const string StationFilter = "station";

    public Reach Reach { get; init; } = Reach.Everywhere;

    /// <summary>Who does what is done through this context.</summary>
    public Actor By { get; init; } = Actor.Command;

    // Indexes are chosen by what is asked, not one for every reference; and deleting one thing never quietly deletes others.
    protected override void ConfigureConventions(ModelConfigurationBuilder model)
    {
        model.Conventions.Remove<ForeignKeyIndexConvention>();
        model.Conventions.Remove<CascadeDeleteConvention>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(WaystationDb).Assembly);
        model.Entity<ReachLine>(line =>
        {
            line.ToView("union_reach").HasNoKey();
            line.Property(l => l.AboveId).HasColumnName("above_id");
            line.Property(l => l.BelowId).HasColumnName("below_id");
            line.Property(l => l.During).HasColumnName("during");
        });
        var narrow = typeof(WaystationDb).GetMethod(nameof(Narrow), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (var type in model.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(IBelongToUnion).IsAssignableFrom).ToList())
            narrow.MakeGenericMethod(type).Invoke(this, [model]);
    }

    void Narrow<T>(ModelBuilder model) where T : class, IBelongToUnion
    {
        NarrowToBranch<T>(model);
        NarrowToStation<T>(model);
    }

    // "And", not "or": once PostgreSQL knows the flags, one condition is left, and an index can serve it (ADR 0024).
    void NarrowToBranch<T>(ModelBuilder model) where T : class, IBelongToUnion =>
        model.Entity<T>().HasQueryFilter(ReachFilter, thing => (!Reach.IsListed || Reach.Listed.Contains(thing.UnionId))
            && (!Reach.IsBelow || Set<ReachLine>().Any(l => l.AboveId == Reach.Above && l.During.Contains(Reach.On) && l.BelowId == thing.UnionId)));

    /// <summary>What is of no station is not there for the keeper of one; a station itself is of itself.</summary>
    void NarrowToStation<T>(ModelBuilder model) where T : class, IBelongToUnion
    {
        var things = model.Entity<T>();
        if (!typeof(T).IsAssignableTo(typeof(IOfStation))) things.HasQueryFilter(StationFilter, _ => !Reach.IsOneStation);
        else if (things.Metadata.FindProperty(nameof(IOfStation.StationId)) is null) things.HasQueryFilter(StationFilter, thing => !Reach.IsOneStation || EF.Property<Guid>(thing, "Id") == Reach.StationId);
        else things.HasQueryFilter(StationFilter, thing => !Reach.IsOneStation || EF.Property<Guid>(thing, nameof(IOfStation.StationId)) == Reach.StationId);
    }
}
