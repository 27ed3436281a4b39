using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Members;
using Waystation.Organisations;

namespace Waystation.MyData;

sealed class DataRequestMapping : IEntityTypeConfiguration<DataRequest>
{
    public void Configure(EntityTypeBuilder<DataRequest> request)
    {
        request.ToTable("data_requests");
        request.HasKey(r => r.Id);
        request.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        request.Property(r => r.UnionId).HasColumnName("union_id");
        request.Property(r => r.AccountId).HasColumnName("account_id").IsRequired();
        request.Property(r => r.MemberId).HasColumnName("member_id");
        request.Property(r => r.Kind).HasColumnName("kind").HasConversion(kind => kind.Code(), code => Of<DataRequestKind>(code));
        request.Property(r => r.Field).HasColumnName("field");
        request.Property(r => r.Sealed).HasColumnName("sealed");
        request.Property(r => r.Rule).HasColumnName("rule");
        // Of two who answer at once the second finds it answered.
        request.Property(r => r.State).HasColumnName("state").HasConversion(state => state.Code(), code => Of<DataRequestState>(code)).IsConcurrencyToken();
        request.Property(r => r.Reason).HasColumnName("reason").HasConversion(reason => reason!.Value.Code(), code => Of<WhyRefused>(code));
        request.Property(r => r.MadeAt).HasColumnName("made_at");
        request.Property(r => r.DueOn).HasColumnName("due_on");
        request.Property(r => r.AnsweredAt).HasColumnName("answered_at");
        request.Property(r => r.AnsweredBy).HasColumnName("answered_by");
        request.HasOne<Union>().WithMany().HasForeignKey(r => r.UnionId);
        request.HasOne<Account>().WithMany().HasForeignKey(r => r.AccountId);
        request.HasOne<Member>().WithMany().HasForeignKey(r => r.MemberId);
        request.HasOne<Post>().WithMany().HasForeignKey(r => r.AnsweredBy);
        request.HasIndex(r => new { r.AccountId, r.MadeAt }).HasDatabaseName("data_requests_by_account");
        request.HasIndex(r => r.MemberId).HasDatabaseName("data_requests_by_member");
        request.HasIndex(r => r.AnsweredAt).HasDatabaseName("data_requests_by_answer");
    }

    static T Of<T>(string code) where T : struct, Enum => Enum.GetValues<T>().Single(value => value.Code() == code);
}
