using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Evidence;

sealed class StationQuestionMapping : IEntityTypeConfiguration<StationQuestion>
{
    public void Configure(EntityTypeBuilder<StationQuestion> question)
    {
        question.ToTable("station_questions");
        question.HasKey(q => q.Id);
        question.Property(q => q.Id).HasColumnName("id").ValueGeneratedNever();
        question.Property(q => q.StationId).HasColumnName("station_id");
        question.Property(q => q.UnionId).HasColumnName("union_id");
        question.Property(q => q.About).HasColumnName("about");
        question.Property(q => q.AskedAt).HasColumnName("asked_at");
        question.Property(q => q.Rule).HasColumnName("rule");
        question.Property(q => q.DueOn).HasColumnName("due_on");
        question.Property(q => q.Answer).HasColumnName("answer");
        // Of two who answer at once one is told that it has been answered.
        question.Property(q => q.AnsweredAt).HasColumnName("answered_at").IsConcurrencyToken();
        question.HasOne<Station>().WithMany().HasForeignKey(q => q.StationId);
        question.HasOne<Union>().WithMany().HasForeignKey(q => q.UnionId);
    }
}

sealed class StationExceptionMapping : IEntityTypeConfiguration<StationException>
{
    public void Configure(EntityTypeBuilder<StationException> change)
    {
        change.ToTable("station_exceptions");
        change.HasKey(c => c.Id);
        change.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        change.Property(c => c.StationId).HasColumnName("station_id");
        change.Property(c => c.UnionId).HasColumnName("union_id");
        change.Property(c => c.Kind).HasColumnName("kind");
        change.Property(c => c.Reason).HasColumnName("reason");
        change.Property(c => c.FromAt).HasColumnName("from_at");
        change.Property(c => c.UntilAt).HasColumnName("until_at");
        change.Property(c => c.MadeAt).HasColumnName("made_at");
        change.Property(c => c.IsTap).HasColumnName("is_tap");
        change.HasOne<Station>().WithMany().HasForeignKey(c => c.StationId);
        change.HasOne<Union>().WithMany().HasForeignKey(c => c.UnionId);
    }
}
