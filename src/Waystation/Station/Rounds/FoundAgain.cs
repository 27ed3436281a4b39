using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.Rounds;

/// <summary>A later visit found the same item wrong while its fault was open: a line of that fault's history.</summary>
public sealed class FoundAgain : IOfStation
{
    FoundAgain() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public Guid FaultId { get; private init; }
    public Guid DeliveryId { get; private init; }
    public Guid RoundId { get; private init; }
    public Guid StationId { get; private init; }
    public Guid UnionId { get; private init; }
    public string Note { get; private init; } = "";
    public bool Missing { get; private init; }
    public DateTime FoundAt { get; private init; }
    public bool Withdrawn { get; private set; }

    internal static FoundAgain Of(Fault fault, RoundVisit visit, Answered answer) => new()
    {
        FaultId = fault.Id, DeliveryId = visit.Id, RoundId = visit.RoundId, StationId = visit.StationId, UnionId = visit.UnionId, Note = answer.Note ?? "", Missing = answer.Answer is Answer.Missing, FoundAt = visit.HappenedAt,
    };

    /// <summary>The visit does not count.</summary>
    public void Withdraw() => Withdrawn = true;
}

sealed class FoundAgainMapping : IEntityTypeConfiguration<FoundAgain>
{
    public void Configure(EntityTypeBuilder<FoundAgain> again)
    {
        again.ToTable("round_found_again");
        again.HasKey(a => a.Id);
        again.Property(a => a.Id).HasColumnName("id").ValueGeneratedNever();
        again.Property(a => a.FaultId).HasColumnName("fault_id");
        again.Property(a => a.DeliveryId).HasColumnName("delivery_id");
        again.Property(a => a.RoundId).HasColumnName("round_id");
        again.Property(a => a.StationId).HasColumnName("station_id");
        again.Property(a => a.UnionId).HasColumnName("union_id");
        again.Property(a => a.Note).HasColumnName("note");
        again.Property(a => a.Missing).HasColumnName("missing");
        again.Property(a => a.FoundAt).HasColumnName("found_at");
        again.Property(a => a.Withdrawn).HasColumnName("withdrawn").HasDefaultValue(false).ValueGeneratedNever();
        again.HasOne<Fault>().WithMany().HasForeignKey(a => a.FaultId);
        again.HasOne<RoundVisit>().WithMany().HasForeignKey(a => a.DeliveryId);
        again.HasOne<Round>().WithMany().HasForeignKey(a => a.RoundId);
        again.HasOne<Station>().WithMany().HasForeignKey(a => a.StationId);
        again.HasOne<Union>().WithMany().HasForeignKey(a => a.UnionId);
        again.HasIndex(a => new { a.FaultId, a.DeliveryId }).IsUnique().HasDatabaseName("round_found_again_once");
        again.HasIndex(a => a.RoundId).HasDatabaseName("round_found_again_by_round");
    }
}
