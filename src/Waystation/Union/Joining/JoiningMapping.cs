using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Joining;

sealed class ApplicationMapping : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.ToTable("applications");
        application.HasKey(a => a.Id);
        application.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        application.Property(a => a.PersonId).HasColumnName("person_id");
        application.Property(a => a.AccountId).HasColumnName("account_id");
        application.Property(a => a.UnionId).HasColumnName("union_id");
        application.Property(a => a.HomeId).HasColumnName("home_id");
        application.Property(a => a.StreetCode).HasColumnName("street_code");
        application.Property(a => a.StationId).HasColumnName("station_id");
        application.Property(a => a.State).HasColumnName("state").HasConversion(state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()), code => Enum.Parse<ApplicationState>(code, true));
        application.Property(a => a.Document).HasColumnName("document");
        application.Property(a => a.Details).HasColumnName("details");
        application.Property(a => a.Signature).HasColumnName("signature");
        application.Property(a => a.Follow).HasColumnName("follow");
        application.Property(a => a.EnteredBy).HasColumnName("entered_by");
        application.Property(a => a.SubmittedAt).HasColumnName("submitted_at");
        application.Property(a => a.Clock).HasColumnName("clock");
        application.Property(a => a.DueOn).HasColumnName("due_on");
        application.Property(a => a.PassedUp).HasColumnName("passed_up");
        application.Property(a => a.Deciders).HasColumnName("deciders");
        application.Property(a => a.DecidedAt).HasColumnName("decided_at");
        application.Property(a => a.Reason).HasColumnName("reason");
        application.Property(a => a.MemberId).HasColumnName("member_id");
        application.Property(a => a.ForgottenAt).HasColumnName("forgotten_at");
        application.HasOne<Account>().WithMany().HasForeignKey(a => a.AccountId);
        application.HasOne<Account>().WithMany().HasForeignKey(a => a.EnteredBy);
        application.HasOne<Union>().WithMany().HasForeignKey(a => a.UnionId);
        application.HasOne<Union>().WithMany().HasForeignKey(a => a.HomeId);
        application.HasOne<Division>().WithMany().HasForeignKey(a => a.StreetCode);
        application.HasOne<Station>().WithMany().HasForeignKey(a => a.StationId);
        application.HasIndex(a => a.Follow).IsUnique().HasDatabaseName("applications_follow").HasFilter("follow IS NOT NULL");
        application.HasIndex(a => a.StationId).HasDatabaseName("applications_by_station").HasFilter("station_id IS NOT NULL");
    }
}

sealed class TransferMapping : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.ToTable("transfers");
        transfer.HasKey(t => t.Id);
        transfer.Property(t => t.Id).HasColumnName("id").ValueGeneratedNever();
        transfer.Property(t => t.ApplicationId).HasColumnName("application_id");
        transfer.Property(t => t.MemberId).HasColumnName("member_id");
        transfer.Property(t => t.FromId).HasColumnName("from_id");
        transfer.Property(t => t.ToId).HasColumnName("to_id");
        transfer.Property(t => t.UnionId).HasColumnName("union_id");
        transfer.Property(t => t.State).HasColumnName("state").HasConversion(state => JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()), code => Enum.Parse<TransferState>(code, true));
        transfer.Property(t => t.Clock).HasColumnName("clock");
        transfer.Property(t => t.DueOn).HasColumnName("due_on");
        transfer.Property(t => t.AskedAt).HasColumnName("asked_at");
        transfer.Property(t => t.ObjectedBy).HasColumnName("objected_by");
        transfer.Property(t => t.EndedAt).HasColumnName("ended_at");
        transfer.HasOne<Application>().WithMany().HasForeignKey(t => t.ApplicationId);
        transfer.HasOne<Union>().WithMany().HasForeignKey(t => t.FromId);
        transfer.HasOne<Union>().WithMany().HasForeignKey(t => t.ToId);
        transfer.HasOne<Union>().WithMany().HasForeignKey(t => t.UnionId);
        transfer.HasOne<Account>().WithMany().HasForeignKey(t => t.ObjectedBy);
        transfer.HasIndex(t => t.ApplicationId).HasDatabaseName("transfers_by_application");
        transfer.HasIndex(t => t.MemberId).IsUnique().HasDatabaseName("transfers_one_open").HasFilter("due_on IS NOT NULL");
    }
}

sealed class JoinCodeMapping : IEntityTypeConfiguration<JoinCode>
{
    public void Configure(EntityTypeBuilder<JoinCode> code)
    {
        code.ToTable("join_codes");
        code.HasKey(c => c.Id);
        code.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        code.Property(c => c.UnionId).HasColumnName("union_id");
        code.Property(c => c.StationId).HasColumnName("station_id");
        code.Property(c => c.Code).HasColumnName("code");
        code.Property(c => c.MadeAt).HasColumnName("made_at");
        code.Property(c => c.RevokedAt).HasColumnName("revoked_at");
        code.HasOne<Union>().WithMany().HasForeignKey(c => c.UnionId);
        code.HasOne<Station>().WithMany().HasForeignKey(c => c.StationId);
        code.HasIndex(c => c.Code).IsUnique().HasDatabaseName("join_codes_code");
    }
}
