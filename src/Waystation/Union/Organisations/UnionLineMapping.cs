using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waystation.Organisations;

sealed class UnionLineMapping : IEntityTypeConfiguration<UnionLine>
{
    public void Configure(EntityTypeBuilder<UnionLine> line)
    {
        line.ToTable("union_lines");
        line.HasNoKey(); // EF cannot compare ranges; the table's key is (above_id, below_id, during).
        line.Property(l => l.AboveId).HasColumnName("above_id");
        line.Property(l => l.BelowId).HasColumnName("below_id");
        line.Property(l => l.Distance).HasColumnName("distance");
        line.Property(l => l.During).HasColumnName("during").HasColumnType("daterange");
    }
}

sealed class UnionParentMapping : IEntityTypeConfiguration<UnionParent>
{
    public void Configure(EntityTypeBuilder<UnionParent> parent)
    {
        parent.ToTable("union_parents");
        parent.HasNoKey();
        parent.Property(p => p.UnionId).HasColumnName("union_id");
        parent.Property(p => p.ParentId).HasColumnName("parent_id");
        parent.Property(p => p.During).HasColumnName("during").HasColumnType("daterange");
        parent.HasOne<Union>().WithMany().HasForeignKey(p => p.UnionId);
        parent.HasOne<Union>().WithMany().HasForeignKey(p => p.ParentId);
    }
}

sealed class FormerNameMapping : IEntityTypeConfiguration<FormerName>
{
    public void Configure(EntityTypeBuilder<FormerName> name)
    {
        name.ToTable("union_former_names");
        name.HasNoKey();
        name.Property(n => n.UnionId).HasColumnName("union_id");
        name.Property(n => n.Name).HasColumnName("name");
        name.Property(n => n.During).HasColumnName("during").HasColumnType("daterange");
    }
}
