using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>The name of whoever was met, drawn by themselves on the phone: sealed, and gone when their name is.</summary>
public sealed class Signature : IOfStation
{
    Signature() { }

    /// <summary>Made by the phone, so that it can be sent again.</summary>
    public Guid Id { get; private init; }
    public Guid RoundId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public Guid AccountId { get; private init; }

    /// <summary>Of what came, keyed.</summary>
    public Guid Stamp { get; private init; }
    public byte[]? Drawn { get; private init; }
    public DateTime KeptAt { get; private init; }
}

sealed class SignatureMapping : IEntityTypeConfiguration<Signature>
{
    public void Configure(EntityTypeBuilder<Signature> signature)
    {
        signature.ToTable("round_signatures");
        signature.HasKey(s => s.Id);
        signature.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        signature.Property(s => s.RoundId).HasColumnName("round_id");
        signature.Property(s => s.StationId).HasColumnName("station_id");
        signature.Property(s => s.UnionId).HasColumnName("union_id");
        signature.Property(s => s.AccountId).HasColumnName("account_id");
        signature.Property(s => s.Stamp).HasColumnName("stamp");
        signature.Property(s => s.Drawn).HasColumnName("drawn");
        signature.Property(s => s.KeptAt).HasColumnName("kept_at");
        signature.HasOne<Round>().WithMany().HasForeignKey(s => s.RoundId);
        signature.HasOne<Station>().WithMany().HasForeignKey(s => s.StationId);
        signature.HasOne<Union>().WithMany().HasForeignKey(s => s.UnionId);
        signature.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId);
        signature.HasIndex(s => s.KeptAt).HasDatabaseName("round_signatures_to_forget").HasFilter("drawn IS NOT NULL");
    }
}
