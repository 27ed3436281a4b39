using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Modes;

sealed class StationModeMapping : IEntityTypeConfiguration<StationMode>
{
    public void Configure(EntityTypeBuilder<StationMode> mode)
    {
        mode.ToTable("station_modes");
        mode.HasKey(m => m.Id);
        mode.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        mode.Property(m => m.UnionId).HasColumnName("union_id");
        mode.Property(m => m.Kind).HasColumnName("kind");
        mode.Property(m => m.FromOn).HasColumnName("from_on");
        mode.Property(m => m.UntilOn).HasColumnName("until_on");
        mode.Property(m => m.OpenFrom).HasColumnName("open_from");
        mode.Property(m => m.OpenUntil).HasColumnName("open_until");
        mode.Property(m => m.AccountId).HasColumnName("account_id");
        mode.Property(m => m.MadeAt).HasColumnName("made_at");
        mode.Property(m => m.EndedAt).HasColumnName("ended_at").IsConcurrencyToken();
        mode.HasOne<Union>().WithMany().HasForeignKey(m => m.UnionId);
    }
}

sealed class ModeAnswerMapping : IEntityTypeConfiguration<ModeAnswer>
{
    public void Configure(EntityTypeBuilder<ModeAnswer> answer)
    {
        answer.ToTable("station_mode_answers");
        answer.HasKey(a => new { a.ModeId, a.StationId });
        answer.Property(a => a.ModeId).HasColumnName("mode_id");
        answer.Property(a => a.StationId).HasColumnName("station_id");
        answer.Property(a => a.UnionId).HasColumnName("union_id");
        answer.Property(a => a.SaysYes).HasColumnName("says_yes");
        answer.Property(a => a.AnsweredAt).HasColumnName("answered_at");
        answer.Property(a => a.Changes).HasColumnName("changes");
        answer.HasOne<StationMode>().WithMany().HasForeignKey(a => a.ModeId);
        answer.HasOne<Station>().WithMany().HasForeignKey(a => a.StationId);
        answer.HasOne<Union>().WithMany().HasForeignKey(a => a.UnionId);
    }
}
