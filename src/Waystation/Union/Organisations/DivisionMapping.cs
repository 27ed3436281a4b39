using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waystation.Organisations;

sealed class DivisionMapping : IEntityTypeConfiguration<Division>
{
    public void Configure(EntityTypeBuilder<Division> division)
    {
        division.ToTable("divisions");
        division.HasKey(d => d.Code);
        division.Property(d => d.Code).HasColumnName("code");
        division.Property(d => d.Name).HasColumnName("name");
        division.Property(d => d.Level).HasColumnName("level");
        division.Property(d => d.ParentCode).HasColumnName("parent_code");
        division.Property(d => d.GoneOn).HasColumnName("gone_on");
        division.HasOne<Division>().WithMany().HasForeignKey(d => d.ParentCode);
    }
}

sealed class NamedAreaMapping : IEntityTypeConfiguration<NamedArea>
{
    public void Configure(EntityTypeBuilder<NamedArea> area)
    {
        area.ToTable("named_areas");
        area.HasKey(a => a.Code);
        area.Property(a => a.Code).HasColumnName("code");
        area.Property(a => a.NameZh).HasColumnName("name_zh");
        area.Property(a => a.NameEn).HasColumnName("name_en");
        area.Property(a => a.Source).HasColumnName("source");
        area.HasMany(a => a.Streets).WithOne().HasForeignKey(s => s.AreaCode);
    }
}

sealed class NamedAreaStreetMapping : IEntityTypeConfiguration<NamedAreaStreet>
{
    public void Configure(EntityTypeBuilder<NamedAreaStreet> street)
    {
        street.ToTable("named_area_streets");
        street.HasKey(s => new { s.AreaCode, s.DivisionCode });
        street.Property(s => s.AreaCode).HasColumnName("area_code");
        street.Property(s => s.DivisionCode).HasColumnName("division_code");
    }
}
