using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;
using Waystation.Pictures;
using Waystation.Places;

namespace Waystation.Equipment;

sealed class FundMapping : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> fund)
    {
        fund.ToTable("goods_funds");
        fund.HasKey(f => f.Id);
        fund.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
        fund.Property(f => f.UnionId).HasColumnName("union_id");
        fund.Property(f => f.StationId).HasColumnName("station_id");
        fund.Property(f => f.Name).HasColumnName("name");
        fund.Property(f => f.MadeAt).HasColumnName("made_at");
        fund.HasOne<Union>().WithMany().HasForeignKey(f => f.UnionId);
        fund.HasOne<Station>().WithMany().HasForeignKey(f => f.StationId);
        fund.HasIndex(f => new { f.UnionId, f.Name }).IsUnique().HasDatabaseName("goods_funds_name");
    }
}

sealed class PurchaseBatchMapping : IEntityTypeConfiguration<PurchaseBatch>
{
    public void Configure(EntityTypeBuilder<PurchaseBatch> batch)
    {
        batch.ToTable("goods_batches");
        batch.HasKey(b => b.Id);
        batch.Property(b => b.Id).HasColumnName("id").ValueGeneratedNever();
        batch.Property(b => b.UnionId).HasColumnName("union_id");
        batch.Property(b => b.Number).HasColumnName("number");
        batch.Property(b => b.Supplier).HasColumnName("supplier");
        batch.Property(b => b.Paper).HasColumnName("paper");
        batch.Property(b => b.BoughtOn).HasColumnName("bought_on");
        batch.Property(b => b.FundId).HasColumnName("fund_id");
        batch.Property(b => b.AccountId).HasColumnName("account_id");
        batch.Property(b => b.MadeAt).HasColumnName("made_at");
        // Of two who take one back at once the second is told.
        batch.Property(b => b.VoidAt).HasColumnName("void_at").IsConcurrencyToken();
        batch.HasOne<Union>().WithMany().HasForeignKey(b => b.UnionId);
        batch.HasOne<Fund>().WithMany().HasForeignKey(b => b.FundId);
        batch.HasMany(b => b.Lines).WithOne().HasForeignKey(l => l.BatchId);
        batch.HasIndex(b => new { b.UnionId, b.Number }).IsUnique().HasDatabaseName("goods_batches_number");
    }
}

sealed class BatchLineMapping : IEntityTypeConfiguration<BatchLine>
{
    public void Configure(EntityTypeBuilder<BatchLine> line)
    {
        line.ToTable("goods_batch_lines");
        line.HasKey(l => new { l.BatchId, l.Kind });
        line.Property(l => l.BatchId).HasColumnName("batch_id");
        line.Property(l => l.Kind).HasColumnName("kind");
        line.Property(l => l.Quantity).HasColumnName("quantity");
        line.Property(l => l.UnitFen).HasColumnName("unit_fen");
    }
}

sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("goods_deliveries");
        delivery.HasKey(d => d.Id);
        delivery.Property(d => d.Id).HasColumnName("id").ValueGeneratedNever();
        delivery.Property(d => d.StationId).HasColumnName("station_id");
        delivery.Property(d => d.UnionId).HasColumnName("union_id");
        delivery.Property(d => d.FromPlace).HasColumnName("from_place");
        delivery.Property(d => d.FromId).HasColumnName("from_id");
        delivery.Property(d => d.BatchId).HasColumnName("batch_id");
        delivery.Property(d => d.PlannedAt).HasColumnName("planned_at");
        // Each is done once: of two at once the second is told.
        delivery.Property(d => d.SentAt).HasColumnName("sent_at").IsConcurrencyToken();
        delivery.Property(d => d.SentBy).HasColumnName("sent_by");
        delivery.Property(d => d.ReceivedAt).HasColumnName("received_at").IsConcurrencyToken();
        delivery.Property(d => d.ReceivedBy).HasColumnName("received_by");
        delivery.Property(d => d.SignedFor).HasColumnName("signed_for");
        delivery.Property(d => d.PictureId).HasColumnName("picture_id");
        delivery.Property(d => d.RecalledAt).HasColumnName("recalled_at").IsConcurrencyToken();
        delivery.HasOne<Station>().WithMany().HasForeignKey(d => d.StationId);
        delivery.HasOne<Union>().WithMany().HasForeignKey(d => d.UnionId);
        delivery.HasOne<Picture>().WithMany().HasForeignKey(d => d.PictureId);
        delivery.HasOne<PurchaseBatch>().WithMany().HasForeignKey(d => d.BatchId);
        delivery.HasMany(d => d.Lines).WithOne().HasForeignKey(l => l.DeliveryId);
    }
}

sealed class DeliveryLineMapping : IEntityTypeConfiguration<DeliveryLine>
{
    public void Configure(EntityTypeBuilder<DeliveryLine> line)
    {
        line.ToTable("goods_delivery_lines");
        line.HasKey(l => new { l.DeliveryId, l.Kind });
        line.Property(l => l.DeliveryId).HasColumnName("delivery_id");
        line.Property(l => l.Kind).HasColumnName("kind");
        line.Property(l => l.Quantity).HasColumnName("quantity");
        line.Property(l => l.Received).HasColumnName("received");
        line.Property(l => l.Reason).HasColumnName("reason");
    }
}

sealed class GoodsAskMapping : IEntityTypeConfiguration<GoodsAsk>
{
    public void Configure(EntityTypeBuilder<GoodsAsk> ask)
    {
        ask.ToTable("goods_asks");
        ask.HasKey(a => a.Id);
        ask.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        ask.Property(a => a.StationId).HasColumnName("station_id");
        ask.Property(a => a.UnionId).HasColumnName("union_id");
        ask.Property(a => a.Kind).HasColumnName("kind");
        ask.Property(a => a.AskedAt).HasColumnName("asked_at");
        ask.Property(a => a.Answered).HasColumnName("answer");
        ask.Property(a => a.AnsweredAt).HasColumnName("answered_at").IsConcurrencyToken();
        ask.HasOne<Station>().WithMany().HasForeignKey(a => a.StationId);
        ask.HasOne<Union>().WithMany().HasForeignKey(a => a.UnionId);
        ask.HasIndex(a => new { a.StationId, a.Kind }).IsUnique().HasDatabaseName("goods_asks_one_at_a_time").HasFilter("answered_at IS NULL");
    }
}

sealed class WriteOffMapping : IEntityTypeConfiguration<WriteOff>
{
    public void Configure(EntityTypeBuilder<WriteOff> asked)
    {
        asked.ToTable("goods_write_offs");
        asked.HasKey(w => w.Id);
        asked.Property(w => w.Id).HasColumnName("id").ValueGeneratedNever();
        asked.Property(w => w.StationId).HasColumnName("station_id");
        asked.Property(w => w.UnionId).HasColumnName("union_id");
        asked.Property(w => w.Kind).HasColumnName("kind");
        asked.Property(w => w.Quantity).HasColumnName("quantity");
        asked.Property(w => w.Reason).HasColumnName("reason");
        asked.Property(w => w.AskedBy).HasColumnName("asked_by");
        asked.Property(w => w.AskedAt).HasColumnName("asked_at");
        asked.Property(w => w.Granted).HasColumnName("granted");
        asked.Property(w => w.DecidedBy).HasColumnName("decided_by");
        asked.Property(w => w.DecidedAt).HasColumnName("decided_at").IsConcurrencyToken();
        asked.HasOne<Station>().WithMany().HasForeignKey(w => w.StationId);
        asked.HasOne<Union>().WithMany().HasForeignKey(w => w.UnionId);
    }
}
