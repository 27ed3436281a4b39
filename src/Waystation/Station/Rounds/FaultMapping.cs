using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Pictures;
using Waystation.Places;

namespace Waystation.Rounds;

sealed class FaultMapping : IEntityTypeConfiguration<Fault>
{
    public void Configure(EntityTypeBuilder<Fault> fault)
    {
        fault.ToTable("round_faults");
        fault.HasKey(f => f.Id);
        fault.Property(f => f.Id).HasColumnName("id").ValueGeneratedNever();
        fault.Property(f => f.DeliveryId).HasColumnName("delivery_id");
        fault.Property(f => f.RoundId).HasColumnName("round_id");
        fault.Property(f => f.StationId).HasColumnName("station_id");
        fault.Property(f => f.UnionId).HasColumnName("union_id");
        fault.Property(f => f.Item).HasColumnName("item");
        fault.Property(f => f.Title).HasColumnName("title");
        fault.Property(f => f.TitleEn).HasColumnName("title_en");
        fault.Property(f => f.Facilities).HasColumnName("facilities");
        fault.Property(f => f.Missing).HasColumnName("missing");
        fault.Property(f => f.Severity).HasColumnName("severity").HasConversion(severity => Wire.Code(severity), code => Wire.Read<Severity>(code));
        fault.Property(f => f.Owner).HasColumnName("owner").HasConversion(owner => Wire.Code(owner), code => Wire.Read<Owner>(code));
        fault.Property(f => f.Note).HasColumnName("note");
        fault.Property(f => f.Rule).HasColumnName("rule");
        fault.Property(f => f.FoundAt).HasColumnName("found_at");
        fault.Property(f => f.DueOn).HasColumnName("due_on");
        fault.Property(f => f.NeedsPhoto).HasColumnName("needs_photo").HasDefaultValue(false).ValueGeneratedNever();
        fault.Property(f => f.State).HasColumnName("state").HasConversion(state => Wire.Code(state), code => Wire.Read<FaultState>(code)).IsConcurrencyToken();
        fault.Property(f => f.MendedBy).HasColumnName("mended_by");
        fault.Property(f => f.MendedAt).HasColumnName("mended_at");
        fault.Property(f => f.MendedHow).HasColumnName("mended_how");
        fault.Property(f => f.MendedPicture).HasColumnName("mended_picture");
        fault.Property(f => f.CheckedBy).HasColumnName("checked_by");
        fault.Property(f => f.CheckedAt).HasColumnName("checked_at");
        fault.Property(f => f.CheckedHow).HasColumnName("checked_how");
        fault.Property(f => f.PastRepairs).HasColumnName("past_repairs").HasColumnType("jsonb").HasDefaultValueSql("'[]'::jsonb").ValueGeneratedNever();
        fault.Ignore(f => f.Past);
        fault.Ignore(f => f.IsNewlyMended);
        fault.Property(f => f.Returned).HasColumnName("returned").HasDefaultValue(0).ValueGeneratedNever().IsConcurrencyToken();
        Belongs(fault);
    }

    static void Belongs(EntityTypeBuilder<Fault> fault)
    {
        fault.HasOne<RoundVisit>().WithMany().HasForeignKey(f => f.DeliveryId);
        fault.HasOne<Round>().WithMany().HasForeignKey(f => f.RoundId);
        fault.HasOne<Station>().WithMany().HasForeignKey(f => f.StationId);
        fault.HasOne<Union>().WithMany().HasForeignKey(f => f.UnionId);
        fault.HasOne<Account>().WithMany().HasForeignKey(f => f.MendedBy);
        fault.HasOne<Account>().WithMany().HasForeignKey(f => f.CheckedBy);
        fault.HasOne<Picture>().WithMany().HasForeignKey(f => f.MendedPicture);
        fault.HasIndex(f => new { f.StationId, f.Item }).IsUnique().HasDatabaseName("round_faults_one_open").HasFilter("state IN ('open', 'mended')");
        fault.HasIndex(f => new { f.UnionId, f.DueOn }).HasDatabaseName("round_faults_by_union").HasFilter("state IN ('open', 'mended')");
        fault.HasIndex(f => f.RoundId).HasDatabaseName("round_faults_by_round");
    }
}
