using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;
using Waystation.Pictures;
using Waystation.Places;

namespace Waystation.PlacePictures;

sealed class PlacePictureMapping : IEntityTypeConfiguration<PlacePicture>
{
    public void Configure(EntityTypeBuilder<PlacePicture> one)
    {
        one.ToTable("place_pictures");
        one.HasKey(p => p.Id);
        one.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        one.Property(p => p.StationId).HasColumnName("station_id");
        one.Property(p => p.UnionId).HasColumnName("union_id");
        one.Property(p => p.Description).HasColumnName("description");
        one.Property(p => p.OfferedAt).HasColumnName("offered_at");
        one.Property(p => p.EndedAt).HasColumnName("ended_at");
        one.HasOne<Picture>().WithOne().HasForeignKey<PlacePicture>(p => p.Id);
        one.HasOne<Station>().WithMany().HasForeignKey(p => p.StationId);
        one.HasOne<Union>().WithMany().HasForeignKey(p => p.UnionId);
        one.HasIndex(p => p.StationId).HasDatabaseName("place_pictures_by_station").HasFilter("ended_at IS NULL");
    }
}
