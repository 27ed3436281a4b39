using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Logbook;
using Waystation.Organisations;

namespace Waystation.FullExports;

sealed class FullExportMapping : IEntityTypeConfiguration<FullExport>
{
    public void Configure(EntityTypeBuilder<FullExport> export)
    {
        export.ToTable("full_exports");
        export.HasKey(e => e.Id);
        export.Property(e => e.Id).HasColumnName("id").ValueGeneratedNever();
        export.Property(e => e.UnionId).HasColumnName("union_id");
        export.Property(e => e.Below).HasColumnName("below");
        export.Property(e => e.Indicator).HasColumnName("indicator");
        export.Property(e => e.Month).HasColumnName("month");
        export.Property(e => e.People).HasColumnName("people");
        export.Property(e => e.Purpose).HasColumnName("purpose").HasConversion(purpose => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString()), code => Read(code));
        export.Property(e => e.AskedBy).HasColumnName("asked_by");
        export.Property(e => e.AskedPost).HasColumnName("asked_post");
        export.Property(e => e.AskedAt).HasColumnName("asked_at");
        export.Property(e => e.ExpiresAt).HasColumnName("expires_at");
        export.Property(e => e.ReleasedBy).HasColumnName("released_by");
        export.Property(e => e.ReleasedPost).HasColumnName("released_post");
        // Of two who release at once the second finds it released.
        export.Property(e => e.ReleasedAt).HasColumnName("released_at").IsConcurrencyToken();
        export.HasOne<Union>().WithMany().HasForeignKey(e => e.UnionId);
        export.HasOne<Account>().WithMany().HasForeignKey(e => e.AskedBy);
        export.HasOne<Account>().WithMany().HasForeignKey(e => e.ReleasedBy);
        export.HasOne<Post>().WithMany().HasForeignKey(e => e.AskedPost);
        export.HasOne<Post>().WithMany().HasForeignKey(e => e.ReleasedPost);
        export.HasIndex(e => new { e.AskedBy, e.AskedAt }).HasDatabaseName("full_exports_by_account");
    }

    static Purpose Read(string code) => Enum.GetValues<Purpose>().Single(purpose => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString()) == code);
}
