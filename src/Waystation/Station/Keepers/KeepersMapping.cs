using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Keepers;

sealed class InnerCodeMapping : IEntityTypeConfiguration<InnerCode>
{
    public void Configure(EntityTypeBuilder<InnerCode> code)
    {
        code.ToTable("keeper_codes");
        code.HasKey(c => c.StationId);
        code.Property(c => c.StationId).HasColumnName("station_id").ValueGeneratedNever();
        code.Property(c => c.UnionId).HasColumnName("union_id");
        code.Property(c => c.Code).HasColumnName("code");
        code.Property(c => c.MadeAt).HasColumnName("made_at");
        code.HasOne<Station>().WithMany().HasForeignKey(c => c.StationId);
        code.HasOne<Union>().WithMany().HasForeignKey(c => c.UnionId);
    }
}

sealed class StationKeeperMapping : IEntityTypeConfiguration<StationKeeper>
{
    public void Configure(EntityTypeBuilder<StationKeeper> keeper)
    {
        keeper.ToTable("keepers");
        keeper.HasKey(k => k.Id);
        keeper.Property(k => k.Id).HasColumnName("id").ValueGeneratedNever();
        keeper.Property(k => k.AccountId).HasColumnName("account_id");
        keeper.Property(k => k.StationId).HasColumnName("station_id");
        keeper.Property(k => k.UnionId).HasColumnName("union_id");
        keeper.Property(k => k.Number).HasColumnName("number");
        keeper.Property(k => k.Name).HasColumnName("name");
        keeper.Property(k => k.MadeAt).HasColumnName("made_at");
        keeper.Property(k => k.PinMadeAt).HasColumnName("pin_made_at");
        keeper.Property(k => k.WithdrawnAt).HasColumnName("withdrawn_at");
        keeper.HasOne<Account>().WithMany().HasForeignKey(k => k.AccountId);
        keeper.HasOne<Station>().WithMany().HasForeignKey(k => k.StationId);
        keeper.HasOne<Union>().WithMany().HasForeignKey(k => k.UnionId);
        keeper.HasIndex(k => new { k.StationId, k.Number }).IsUnique().HasDatabaseName("keepers_number").HasFilter("withdrawn_at IS NULL");
    }
}
