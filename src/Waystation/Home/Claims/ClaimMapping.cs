using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;

namespace Waystation.Claims;

/// <summary>Read through the desks, which narrow it; written by the operations in SQL, under the lock of its row.</summary>
sealed class ClaimMapping : IEntityTypeConfiguration<Claim>
{
    public void Configure(EntityTypeBuilder<Claim> claim)
    {
        claim.ToTable("claims");
        claim.HasKey(c => c.Id);
        claim.Ignore(c => c.IsOpen).Ignore(c => c.Number).Ignore(c => c.StateClass);
        claim.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        claim.Property(c => c.Person).HasColumnName("person");
        claim.Property(c => c.MemberId).HasColumnName("member_id");
        claim.Property(c => c.UnionId).HasColumnName("union_id");
        claim.Property(c => c.AccountId).HasColumnName("account_id");
        claim.Property(c => c.EnteredBy).HasColumnName("entered_by");
        claim.Property(c => c.Plan).HasColumnName("plan");
        claim.Property(c => c.Benefit).HasColumnName("benefit");
        claim.Property(c => c.Rule).HasColumnName("rule");
        claim.Property(c => c.YearBegins).HasColumnName("year_begins");
        claim.Property(c => c.HappenedOn).HasColumnName("happened_on");
        claim.Property(c => c.SerialIndex).HasColumnName("serial_index");
        claim.Property(c => c.State).HasColumnName("state").HasConversion(state => ClaimReason.WordOf(state), code => Enum.Parse<ClaimState>(code, true));
        claim.Property(c => c.StateSince).HasColumnName("state_since");
        claim.Property(c => c.FiledAt).HasColumnName("filed_at");
        claim.Property(c => c.ByApp).HasColumnName("by_app");
        claim.Property(c => c.Details).HasColumnName("details");
        claim.Property(c => c.Consent).HasColumnName("consent");
        claim.Property(c => c.ConsentAt).HasColumnName("consent_at");
        claim.Property(c => c.ConsentWithdrawnAt).HasColumnName("consent_withdrawn_at");
        claim.Property(c => c.ForgottenAt).HasColumnName("forgotten_at");
        claim.HasOne<Union>().WithMany().HasForeignKey(c => c.UnionId);
        claim.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId);
        claim.HasOne<Account>().WithMany().HasForeignKey(c => c.EnteredBy);
        claim.HasIndex(c => new { c.Plan, c.SerialIndex }).IsUnique().HasDatabaseName("claims_one_of_a_stay").HasFilter("serial_index IS NOT NULL AND state NOT IN ('withdrawn', 'returned')");
        claim.HasIndex(c => new { c.Person, c.Plan }).HasDatabaseName("claims_by_person");
        claim.HasIndex(c => new { c.UnionId, c.State, c.StateSince }).HasDatabaseName("claims_waiting");
        claim.HasIndex(c => new { c.AccountId, c.FiledAt }).HasDatabaseName("claims_by_account");
    }
}
