using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Rounds;

sealed class RoundMapping : IEntityTypeConfiguration<Round>
{
    public void Configure(EntityTypeBuilder<Round> round)
    {
        round.ToTable("rounds");
        round.HasKey(r => r.Id);
        round.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
        round.Property(r => r.UnionId).HasColumnName("union_id");
        round.Property(r => r.Title).HasColumnName("title");
        round.Property(r => r.Announced).HasColumnName("announced");
        round.Property(r => r.Teams).HasColumnName("teams");
        round.Property(r => r.FromOn).HasColumnName("from_on");
        round.Property(r => r.UntilOn).HasColumnName("until_on");
        round.Property(r => r.OpenedAt).HasColumnName("opened_at");
        round.Property(r => r.OpenedBy).HasColumnName("opened_by");
        round.Property(r => r.EndedAt).HasColumnName("ended_at").IsConcurrencyToken();
        round.Property(r => r.EndedBy).HasColumnName("ended_by");
        round.Property(r => r.CancelledWhy).HasColumnName("cancelled_why");
        round.HasOne<Union>().WithMany().HasForeignKey(r => r.UnionId);
        round.HasOne<Account>().WithMany().HasForeignKey(r => r.OpenedBy);
        round.HasOne<Account>().WithMany().HasForeignKey(r => r.EndedBy);
        round.HasIndex(r => new { r.UnionId, r.OpenedAt }).HasDatabaseName("rounds_by_union");
    }
}

sealed class RoundPersonMapping : IEntityTypeConfiguration<RoundPerson>
{
    public void Configure(EntityTypeBuilder<RoundPerson> person)
    {
        person.ToTable("round_people");
        person.HasKey(p => new { p.RoundId, p.AccountId });
        person.Property(p => p.RoundId).HasColumnName("round_id");
        person.Property(p => p.AccountId).HasColumnName("account_id");
        person.Property(p => p.Team).HasColumnName("team");
        person.HasOne<Round>().WithMany().HasForeignKey(p => p.RoundId);
        person.HasOne<Account>().WithMany().HasForeignKey(p => p.AccountId);
        person.HasIndex(p => p.AccountId).HasDatabaseName("round_people_by_account");
    }
}

sealed class RoundStopMapping : IEntityTypeConfiguration<RoundStop>
{
    public void Configure(EntityTypeBuilder<RoundStop> stop)
    {
        stop.ToTable("round_stops");
        stop.HasKey(s => s.Id);
        stop.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        stop.Property(s => s.RoundId).HasColumnName("round_id");
        stop.Property(s => s.StationId).HasColumnName("station_id");
        stop.Property(s => s.UnionId).HasColumnName("union_id");
        stop.Property(s => s.Team).HasColumnName("team");
        stop.Property(s => s.OnDay).HasColumnName("on_day");
        stop.Property(s => s.Place).HasColumnName("place");
        stop.Property(s => s.Excuse).HasColumnName("excuse").IsConcurrencyToken();
        stop.Property(s => s.ExcuseAskedBy).HasColumnName("excuse_asked_by").IsConcurrencyToken();
        stop.Property(s => s.ExcuseAskedAt).HasColumnName("excuse_asked_at");
        stop.Property(s => s.ExcusedBy).HasColumnName("excused_by");
        stop.Property(s => s.ExcusedAt).HasColumnName("excused_at").IsConcurrencyToken();
        stop.HasOne<Round>().WithMany().HasForeignKey(s => s.RoundId);
        stop.HasOne<Station>().WithMany().HasForeignKey(s => s.StationId);
        stop.HasOne<Union>().WithMany().HasForeignKey(s => s.UnionId);
        stop.HasOne<Account>().WithMany().HasForeignKey(s => s.ExcuseAskedBy);
        stop.HasOne<Account>().WithMany().HasForeignKey(s => s.ExcusedBy);
        stop.HasIndex(s => new { s.RoundId, s.StationId }).IsUnique().HasDatabaseName("round_stops_once");
        stop.HasIndex(s => s.StationId).HasDatabaseName("round_stops_by_station");
    }
}

sealed class RoundVisitMapping : IEntityTypeConfiguration<RoundVisit>
{
    public void Configure(EntityTypeBuilder<RoundVisit> visit)
    {
        visit.ToTable("round_visits");
        visit.HasKey(v => v.Id);
        visit.Property(v => v.Id).HasColumnName("id").ValueGeneratedNever();
        visit.Property(v => v.VisitId).HasColumnName("visit_id");
        visit.Property(v => v.Version).HasColumnName("version");
        visit.Property(v => v.RoundId).HasColumnName("round_id");
        visit.Property(v => v.StationId).HasColumnName("station_id");
        visit.Property(v => v.UnionId).HasColumnName("union_id");
        visit.Property(v => v.Team).HasColumnName("team");
        visit.Property(v => v.AccountId).HasColumnName("account_id");
        visit.Property(v => v.ChecklistId).HasColumnName("checklist_id");
        visit.Property(v => v.VisitedAt).HasColumnName("visited_at");
        visit.Property(v => v.HappenedAt).HasColumnName("happened_at");
        visit.Property(v => v.ReceivedAt).HasColumnName("received_at");
        visit.Property(v => v.Lat).HasColumnName("lat");
        visit.Property(v => v.Lon).HasColumnName("lon");
        visit.Property(v => v.Accuracy).HasColumnName("accuracy");
        visit.Property(v => v.Flags).HasColumnName("flags");
        visit.Property(v => v.Answers).HasColumnName("answers").HasColumnType("jsonb");
        visit.Property(v => v.Met).HasColumnName("met");
        visit.Property(v => v.Agreed).HasColumnName("agreed").HasConversion(agreed => Wire.Code(agreed), code => Wire.Read<Agreed>(code));
        visit.Property(v => v.Note).HasColumnName("note");
        visit.Property(v => v.Pictures).HasColumnName("pictures");
        visit.Property(v => v.Signature).HasColumnName("signature");
        visit.Property(v => v.Standing).HasColumnName("standing").HasConversion(standing => Wire.Code(standing), code => Wire.Read<Standing>(code)).IsConcurrencyToken();
        visit.Property(v => v.SettledBy).HasColumnName("settled_by");
        visit.Property(v => v.SettledAt).HasColumnName("settled_at");
        Belongs(visit);
    }

    static void Belongs(EntityTypeBuilder<RoundVisit> visit)
    {
        visit.HasOne<Round>().WithMany().HasForeignKey(v => v.RoundId);
        visit.HasOne<Station>().WithMany().HasForeignKey(v => v.StationId);
        visit.HasOne<Union>().WithMany().HasForeignKey(v => v.UnionId);
        visit.HasOne<Account>().WithMany().HasForeignKey(v => v.AccountId);
        visit.HasOne<Account>().WithMany().HasForeignKey(v => v.SettledBy);
        visit.HasOne<ChecklistOnFile>().WithMany().HasForeignKey(v => v.ChecklistId);
        visit.HasIndex(v => new { v.VisitId, v.Version }).IsUnique().HasDatabaseName("round_visits_version");
        visit.HasIndex(v => new { v.RoundId, v.StationId }).IsUnique().HasDatabaseName("round_visits_one_counts").HasFilter("standing = 'counts'");
        visit.HasIndex(v => new { v.StationId, v.HappenedAt }).HasDatabaseName("round_visits_by_station");
        visit.HasIndex(v => v.ReceivedAt).HasDatabaseName("round_visits_by_met").HasFilter("met IS NOT NULL");
    }
}

/// <summary>A row of checklists as they were taken along.</summary>
sealed class ChecklistOnFile
{
    public Guid Id { get; init; }
    public string Stamp { get; init; } = "";
    public string Content { get; init; } = "";
    public DateTime KeptAt { get; init; }
}

sealed class ChecklistOnFileMapping : IEntityTypeConfiguration<ChecklistOnFile>
{
    public void Configure(EntityTypeBuilder<ChecklistOnFile> list)
    {
        list.ToTable("round_checklists");
        list.HasKey(c => c.Id);
        list.Property(c => c.Id).HasColumnName("id").ValueGeneratedNever();
        list.Property(c => c.Stamp).HasColumnName("stamp");
        list.Property(c => c.Content).HasColumnName("content").HasColumnType("jsonb");
        list.Property(c => c.KeptAt).HasColumnName("kept_at");
    }
}
