using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;

namespace Waystation.ShiftRoutes;

sealed class ShiftRouteMapping : IEntityTypeConfiguration<ShiftRoute>
{
    public void Configure(EntityTypeBuilder<ShiftRoute> route)
    {
        route.ToTable("shift_routes");
        route.HasKey(r => r.Id);
        route.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        route.Property(r => r.UnionId).HasColumnName("union_id");
        route.Property(r => r.Name).HasColumnName("name");
        route.Property(r => r.Degrees).HasColumnName("line");
        route.Property(r => r.Within).HasColumnName("within");
        // Of two who draw it anew at once the second is told.
        route.Property(r => r.DrawnAt).HasColumnName("drawn_at").IsConcurrencyToken();
        route.Property(r => r.EndedAt).HasColumnName("ended_at");
        route.HasIndex(r => new { r.UnionId, r.Name }).IsUnique().HasDatabaseName("shift_routes_name").HasFilter("ended_at IS NULL");
        route.HasOne<Union>().WithMany().HasForeignKey(r => r.UnionId);
        route.Ignore(r => r.Line);
    }
}

sealed class PublicToiletMapping : IEntityTypeConfiguration<PublicToilet>
{
    public void Configure(EntityTypeBuilder<PublicToilet> toilet)
    {
        toilet.ToTable("public_toilets");
        toilet.HasKey(t => t.Id);
        toilet.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
        toilet.Property(t => t.Key).HasColumnName("key");
        toilet.HasIndex(t => t.Key).IsUnique().HasDatabaseName("public_toilets_key");
        toilet.Property(t => t.Name).HasColumnName("name");
        toilet.Property(t => t.Address).HasColumnName("address");
        toilet.Property(t => t.Lat).HasColumnName("lat");
        toilet.Property(t => t.Lon).HasColumnName("lon");
        toilet.HasIndex(t => new { t.Lat, t.Lon }).HasDatabaseName("public_toilets_by_place");
        toilet.Property(t => t.Hours).HasColumnName("hours");
        toilet.Property(t => t.StepFree).HasColumnName("step_free");
        toilet.Property(t => t.IsOpen).HasColumnName("is_open");
        toilet.Property(t => t.ListedAt).HasColumnName("listed_at");
        toilet.Ignore(t => t.At);
    }
}
