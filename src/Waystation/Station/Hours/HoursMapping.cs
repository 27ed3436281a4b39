using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Hours;

sealed class HoursChangeMapping : IEntityTypeConfiguration<HoursChange>
{
    public void Configure(EntityTypeBuilder<HoursChange> change)
    {
        change.ToTable("station_hours_changes");
        change.HasKey(c => c.Id);
        change.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        change.Property(c => c.StationId).HasColumnName("station_id");
        change.Property(c => c.UnionId).HasColumnName("union_id");
        change.Property(c => c.AgreedWords).HasColumnName("agreed_words");
        change.Property(c => c.AgreedSyntax).HasColumnName("agreed_syntax");
        change.Property(c => c.PostedWords).HasColumnName("posted_words");
        change.Property(c => c.PostedSyntax).HasColumnName("posted_syntax");
        change.Property(c => c.PostedBy).HasColumnName("posted_by");
        change.Property(c => c.PostedAt).HasColumnName("posted_at");
        change.Property(c => c.Why).HasColumnName("why");
        change.Property(c => c.AskedAt).HasColumnName("asked_at");
        change.Property(c => c.Outcome).HasColumnName("outcome");
        // Of two who settle one at once the second is told.
        change.Property(c => c.EndedAt).HasColumnName("ended_at").IsConcurrencyToken();
        change.Property(c => c.EndedBy).HasColumnName("ended_by");
        change.HasOne<Station>().WithMany().HasForeignKey(c => c.StationId);
        change.HasOne<Union>().WithMany().HasForeignKey(c => c.UnionId);
        change.HasOne<Account>().WithMany().HasForeignKey(c => c.PostedBy);
        change.HasOne<Account>().WithMany().HasForeignKey(c => c.EndedBy);
        change.HasIndex(c => c.StationId).IsUnique().HasDatabaseName("station_hours_changes_one_open").HasFilter("ended_at IS NULL");
    }
}
