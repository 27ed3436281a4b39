using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waystation.Organisations;

sealed class UnionMapping : IEntityTypeConfiguration<Union>
{
    public void Configure(EntityTypeBuilder<Union> union)
    {
        union.ToTable("unions");
        union.HasKey(u => u.Id);
        union.Property(u => u.Id).HasColumnName("id").ValueGeneratedNever();
        union.Property(u => u.KindCode).HasColumnName("kind");
        union.Property(u => u.Name).HasColumnName("name");
        union.Property(u => u.NameKey).HasColumnName("name_key").HasComputedColumnSql("union_name_key(name)", stored: true);
        union.Property(u => u.DivisionCode).HasColumnName("division_code");
        union.Property(u => u.CreditCode).HasColumnName("credit_code");
        union.Property(u => u.FoundingDue).HasColumnName("founding_due");
        union.Property(u => u.FoundedOn).HasColumnName("founded_on");
        union.Property(u => u.EnteredOn).HasColumnName("entered_on");
        union.Property(u => u.DissolvedOn).HasColumnName("dissolved_on");
        union.Property(u => u.MergedInto).HasColumnName("merged_into");
        union.Property(u => u.SortKey).HasColumnName("sort_key");
        union.Property(u => u.CreatedAt).HasColumnName("created_at");
        union.HasOne(u => u.Kind).WithMany().HasForeignKey(u => u.KindCode);
        union.HasOne<Division>().WithMany().HasForeignKey(u => u.DivisionCode);
        union.HasOne<Union>().WithMany().HasForeignKey(u => u.MergedInto);
    }
}

sealed class UnionAliasMapping : IEntityTypeConfiguration<UnionAlias>
{
    public void Configure(EntityTypeBuilder<UnionAlias> alias)
    {
        alias.ToTable("union_aliases");
        alias.HasKey(a => a.NameKey);
        alias.Property(a => a.NameKey).HasColumnName("name_key");
        alias.Property(a => a.UnionId).HasColumnName("union_id");
        alias.HasOne<Union>().WithMany().HasForeignKey(a => a.UnionId);
    }
}

sealed class UnionKindMapping : IEntityTypeConfiguration<UnionKind>
{
    public void Configure(EntityTypeBuilder<UnionKind> kind)
    {
        kind.ToTable("union_kinds");
        kind.HasKey(k => k.Code);
        kind.Property(k => k.Code).HasColumnName("code");
        kind.Property(k => k.Rank).HasColumnName("rank");
        kind.Property(k => k.NameZh).HasColumnName("name_zh");
        kind.Property(k => k.NameEn).HasColumnName("name_en");
        kind.Property(k => k.HoldsMembers).HasColumnName("holds_members");
        kind.Property(k => k.HoldsTasks).HasColumnName("holds_tasks");
        kind.Property(k => k.StandsAlone).HasColumnName("stands_alone");
        kind.Property(k => k.UniqueName).HasColumnName("unique_name");
        kind.Ignore(k => k.Name);
        kind.HasMany(k => k.Allowed).WithOne().HasForeignKey(b => b.Kind);
    }
}

sealed class UnionKindBelowMapping : IEntityTypeConfiguration<UnionKindBelow>
{
    public void Configure(EntityTypeBuilder<UnionKindBelow> below)
    {
        below.ToTable("union_kinds_below");
        below.HasKey(b => new { b.Kind, b.Below });
        below.Property(b => b.Kind).HasColumnName("kind");
        below.Property(b => b.Below).HasColumnName("below");
        below.HasOne<UnionKind>().WithMany().HasForeignKey(b => b.Below);
    }
}
