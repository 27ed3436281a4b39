using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Waystation.Accounts;

/// <summary>What is counted and locked (wrong tries, time steps, sessions, codes) is written by SQL alone.</summary>
sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        account.Property(a => a.Kind).HasColumnName("kind").HasConversion(kind => kind.Code(), code => Account.ReadKind(code));
        account.Property(a => a.Name).HasColumnName("name");
        account.Property(a => a.NameKey).HasColumnName("name_key");
        account.Property(a => a.PasswordHash).HasColumnName("password_hash");
        account.Property(a => a.TotpSecret).HasColumnName("totp_secret");
        account.Property(a => a.MemberId).HasColumnName("member_id");
        account.Property(a => a.BoundAt).HasColumnName("bound_at");
        account.Property(a => a.CreatedAt).HasColumnName("created_at");
        account.Property(a => a.ClosedAt).HasColumnName("closed_at");
        account.HasIndex(a => a.NameKey).IsUnique().HasDatabaseName("accounts_name").HasFilter("closed_at IS NULL");
        account.HasIndex(a => a.MemberId).IsUnique().HasDatabaseName("accounts_member").HasFilter("member_id IS NOT NULL AND closed_at IS NULL");
    }
}

sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> post)
    {
        post.ToTable("posts");
        post.HasKey(p => p.Id);
        post.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        post.Property(p => p.AccountId).HasColumnName("account_id");
        post.Property(p => p.Role).HasColumnName("role").HasConversion(role => role.Code(), code => Roles.Read(code)!.Value);
        post.Property(p => p.UnionId).HasColumnName("union_id");
        post.Property(p => p.StationId).HasColumnName("station_id");
        post.Property(p => p.Below).HasColumnName("below");
        post.Property(p => p.FromOn).HasColumnName("from_on");
        post.Property(p => p.UntilOn).HasColumnName("until_on");
        post.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
        post.HasIndex(p => p.AccountId).HasDatabaseName("posts_by_account");
        post.HasIndex(p => p.UnionId).HasDatabaseName("posts_by_union");
        post.HasIndex(p => p.StationId).HasDatabaseName("posts_by_station").HasFilter("station_id IS NOT NULL");
    }
}
