using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;

namespace Waystation.Pictures;

/// <summary>Union and station are references that the script alone names: the ground knows no upper floor.</summary>
sealed class PictureMapping : IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Picture> picture)
    {
        picture.ToTable("pictures");
        picture.HasKey(p => p.Id);
        picture.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        picture.Property(p => p.UnionId).HasColumnName("union_id");
        picture.Property(p => p.StationId).HasColumnName("station_id");
        picture.Property(p => p.AccountId).HasColumnName("account_id");
        picture.Property(p => p.Sha256).HasColumnName("sha256");
        picture.Property(p => p.Bytes).HasColumnName("bytes");
        picture.Property(p => p.Width).HasColumnName("width");
        picture.Property(p => p.Height).HasColumnName("height");
        picture.Property(p => p.TakenAt).HasColumnName("taken_at");
        picture.Property(p => p.Lat).HasColumnName("lat");
        picture.Property(p => p.Lon).HasColumnName("lon");
        picture.Property(p => p.Bearing).HasColumnName("bearing");
        picture.Property(p => p.KeptAt).HasColumnName("kept_at");
        picture.Property(p => p.SmallAt).HasColumnName("small_at");
        picture.Property(p => p.PublishedAt).HasColumnName("published_at");
        picture.Property(p => p.ForgottenAt).HasColumnName("forgotten_at");
        picture.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
        picture.HasIndex(p => p.StationId).HasDatabaseName("pictures_by_station");
        picture.HasIndex(p => p.KeptAt).HasDatabaseName("pictures_without_small").HasFilter("small_at IS NULL AND forgotten_at IS NULL");
    }
}
