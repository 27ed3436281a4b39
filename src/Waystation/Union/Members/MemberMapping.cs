using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waystation.Members;

/// <summary>Only what pages need: imports write the table themselves, by COPY.</summary>
sealed class MemberMapping : IEntityTypeConfiguration<Member>
{
    public void Configure(EntityTypeBuilder<Member> member)
    {
        member.ToTable("members");
        member.HasKey(m => m.Id);
        member.Property(m => m.Id).HasColumnName("id").ValueGeneratedNever();
        member.Property(m => m.UnionId).HasColumnName("union_id");
        member.Property(m => m.State).HasColumnName("state");
        member.Property(m => m.Name).HasColumnName("name").UseCollation("C");
        member.Property(m => m.DocumentKind).HasColumnName("document_kind");
        member.Property(m => m.DocumentIndex).HasColumnName("document_index");
        member.Property(m => m.LastFour).HasColumnName("last_four");
        member.Property(m => m.Secrets).HasColumnName("secrets");
        member.Property(m => m.JoinedOn).HasColumnName("joined_on");
        member.Property(m => m.ReportedByRun).HasColumnName("reported_by_run");
        member.Property(m => m.ReportedOn).HasColumnName("reported_on");
        member.Property(m => m.Answer).HasColumnName("answer");
        member.Property(m => m.AnsweredAt).HasColumnName("answered_at");
        member.Property(m => m.LeftOn).HasColumnName("left_on");
        member.Property(m => m.ErasedAt).HasColumnName("erased_at");
    }
}
