using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Visits;

sealed class DoorCodeMapping : IEntityTypeConfiguration<DoorCode>
{
    public void Configure(EntityTypeBuilder<DoorCode> door)
    {
        door.ToTable("station_doors");
        door.HasKey(d => d.StationId);
        door.Property(d => d.StationId).HasColumnName("station_id").ValueGeneratedNever();
        door.Property(d => d.UnionId).HasColumnName("union_id");
        door.Property(d => d.Code).HasColumnName("code");
        door.Property(d => d.MadeAt).HasColumnName("made_at");
        door.HasOne<Station>().WithMany().HasForeignKey(d => d.StationId);
        door.HasOne<Union>().WithMany().HasForeignKey(d => d.UnionId);
    }
}

sealed class UmbrellaMapping : IEntityTypeConfiguration<Umbrella>
{
    public void Configure(EntityTypeBuilder<Umbrella> umbrella)
    {
        umbrella.ToTable("umbrellas");
        umbrella.HasKey(u => u.Id);
        umbrella.Property(u => u.Id).HasColumnName("id").ValueGeneratedNever();
        umbrella.Property(u => u.StationId).HasColumnName("station_id");
        umbrella.Property(u => u.UnionId).HasColumnName("union_id");
        umbrella.Property(u => u.HomeId).HasColumnName("home_id");
        umbrella.Property(u => u.Number).HasColumnName("number");
        umbrella.Property(u => u.Tag).HasColumnName("tag");
        umbrella.Property(u => u.MadeAt).HasColumnName("made_at");
        umbrella.Property(u => u.GoneAt).HasColumnName("gone_at").IsConcurrencyToken();
        umbrella.HasOne<Station>().WithMany().HasForeignKey(u => u.StationId);
        umbrella.HasOne<Station>().WithMany().HasForeignKey(u => u.HomeId);
        umbrella.HasOne<Union>().WithMany().HasForeignKey(u => u.UnionId);
        umbrella.HasIndex(u => new { u.HomeId, u.Number }).IsUnique().HasDatabaseName("umbrellas_number");
        umbrella.HasIndex(u => u.Tag).IsUnique().HasDatabaseName("umbrellas_tag");
        umbrella.HasIndex(u => u.StationId).HasDatabaseName("umbrellas_by_station");
    }
}

sealed class UmbrellaLoanMapping : IEntityTypeConfiguration<UmbrellaLoan>
{
    public void Configure(EntityTypeBuilder<UmbrellaLoan> loan)
    {
        loan.ToTable("umbrella_loans");
        loan.HasKey(l => l.Id);
        loan.Property(l => l.Id).HasColumnName("id").ValueGeneratedNever();
        loan.Property(l => l.UmbrellaId).HasColumnName("umbrella_id");
        loan.Property(l => l.StationId).HasColumnName("station_id");
        loan.Property(l => l.UnionId).HasColumnName("union_id");
        loan.Property(l => l.LentAt).HasColumnName("lent_at");
        loan.Property(l => l.Rule).HasColumnName("rule");
        loan.Property(l => l.DueOn).HasColumnName("due_on");
        loan.Property(l => l.Phone).HasColumnName("phone");
        loan.Property(l => l.PhoneIndex).HasColumnName("phone_index");
        loan.Property(l => l.RemindedAt).HasColumnName("reminded_at");
        // Of two who take one back at once the second is told.
        loan.Property(l => l.EndedAt).HasColumnName("ended_at").IsConcurrencyToken();
        loan.Property(l => l.BackAtId).HasColumnName("back_at_id");
        loan.HasOne<Umbrella>().WithMany().HasForeignKey(l => l.UmbrellaId);
        loan.HasOne<Station>().WithMany().HasForeignKey(l => l.StationId);
        loan.HasOne<Station>().WithMany().HasForeignKey(l => l.BackAtId);
        loan.HasOne<Union>().WithMany().HasForeignKey(l => l.UnionId);
        loan.HasIndex(l => l.UmbrellaId).IsUnique().HasDatabaseName("umbrella_loans_one_at_a_time").HasFilter("ended_at IS NULL");
    }
}
