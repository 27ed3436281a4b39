using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Keepers;

sealed class KeeperNoteMapping : IEntityTypeConfiguration<KeeperNote>
{
    public void Configure(EntityTypeBuilder<KeeperNote> note)
    {
        note.ToTable("keeper_notes");
        note.HasKey(n => n.Id);
        note.Property(n => n.Id).HasColumnName("id").ValueGeneratedNever();
        note.Property(n => n.StationId).HasColumnName("station_id");
        note.Property(n => n.UnionId).HasColumnName("union_id");
        note.Property(n => n.PostId).HasColumnName("post_id");
        note.Property(n => n.Text).HasColumnName("text");
        note.Property(n => n.MadeAt).HasColumnName("made_at");
        note.HasOne<Station>().WithMany().HasForeignKey(n => n.StationId);
        note.HasOne<Union>().WithMany().HasForeignKey(n => n.UnionId);
        note.HasOne<Post>().WithMany().HasForeignKey(n => n.PostId);
        note.HasIndex(n => new { n.StationId, n.MadeAt }).HasDatabaseName("keeper_notes_by_station");
    }
}

sealed class NoteReadMapping : IEntityTypeConfiguration<NoteRead>
{
    public void Configure(EntityTypeBuilder<NoteRead> read)
    {
        read.ToTable("keeper_note_reads");
        read.HasKey(r => new { r.NoteId, r.KeeperId });
        read.Property(r => r.NoteId).HasColumnName("note_id");
        read.Property(r => r.KeeperId).HasColumnName("keeper_id");
        read.Property(r => r.Number).HasColumnName("number");
        read.Property(r => r.ReadAt).HasColumnName("read_at");
        read.HasOne<KeeperNote>().WithMany().HasForeignKey(r => r.NoteId);
        read.HasOne<StationKeeper>().WithMany().HasForeignKey(r => r.KeeperId);
    }
}
