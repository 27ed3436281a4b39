using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;

namespace Waystation.KeyWork;

sealed class KeyItemMapping : IEntityTypeConfiguration<KeyItem>
{
    public void Configure(EntityTypeBuilder<KeyItem> item)
    {
        item.ToTable("key_items");
        item.HasKey(i => i.Id);
        item.Property(i => i.Id).HasColumnName("id").ValueGeneratedNever();
        item.Property(i => i.UnionId).HasColumnName("union_id");
        item.Property(i => i.SetById).HasColumnName("set_by_id");
        item.Property(i => i.Title).HasColumnName("title");
        item.Property(i => i.Measure).HasColumnName("measure");
        item.Property(i => i.PostId).HasColumnName("post_id");
        item.Property(i => i.Person).HasColumnName("person");
        item.Property(i => i.SetOn).HasColumnName("set_on");
        item.Property(i => i.DueOn).HasColumnName("due_on");
        item.Property(i => i.State).HasColumnName("state").HasConversion(state => KeyCode.Of(state), code => KeyCode.Read<KeyState>(code));
        item.Property(i => i.EndedOn).HasColumnName("ended_on");
        item.Property(i => i.ShownOn).HasColumnName("shown_on");
        // Of two who change it at once the second is told so.
        item.Property(i => i.Version).HasColumnName("version").IsConcurrencyToken();
        item.Ignore(i => i.Terms);
        item.HasOne<Union>().WithMany().HasForeignKey(i => i.UnionId);
        item.HasOne<Union>().WithMany().HasForeignKey(i => i.SetById);
        item.HasOne<Post>().WithMany().HasForeignKey(i => i.PostId);
        item.HasIndex(i => new { i.UnionId, i.DueOn, i.Id }).HasDatabaseName("key_items_by_union");
    }
}

sealed class KeyLineMapping : IEntityTypeConfiguration<KeyLine>
{
    public void Configure(EntityTypeBuilder<KeyLine> line)
    {
        line.ToTable("key_lines");
        line.HasKey(l => l.Seq);
        line.Property(l => l.Seq).HasColumnName("seq").UseIdentityAlwaysColumn();
        line.Property(l => l.ItemId).HasColumnName("item_id");
        line.Property(l => l.At).HasColumnName("at");
        line.Property(l => l.ByPostId).HasColumnName("by_post_id");
        line.Property(l => l.Kind).HasColumnName("kind").HasConversion(kind => KeyCode.Of(kind), code => KeyCode.Read<KeyLineKind>(code));
        line.Property(l => l.Words).HasColumnName("words");
        line.Property(l => l.OnDay).HasColumnName("on_day");
        line.Property(l => l.Indicator).HasColumnName("indicator");
        line.Property(l => l.IndicatorMonth).HasColumnName("indicator_month");
        line.Property(l => l.IndicatorValue).HasColumnName("indicator_value");
        line.Property(l => l.UnionId).HasColumnName("union_id");
        line.Property(l => l.Title).HasColumnName("title");
        line.Property(l => l.Measure).HasColumnName("measure");
        line.Property(l => l.PostId).HasColumnName("post_id");
        line.Property(l => l.Person).HasColumnName("person");
        line.Property(l => l.DueOn).HasColumnName("due_on");
        line.Property(l => l.State).HasColumnName("state").HasConversion(state => KeyCode.Of(state), code => KeyCode.Read<KeyState>(code));
        line.Property(l => l.EndedOn).HasColumnName("ended_on");
        line.Property(l => l.ShownOn).HasColumnName("shown_on");
        line.HasOne<KeyItem>().WithMany().HasForeignKey(l => l.ItemId);
        line.HasOne<Union>().WithMany().HasForeignKey(l => l.UnionId);
        line.HasOne<Post>().WithMany().HasForeignKey(l => l.ByPostId);
        line.HasOne<Post>().WithMany().HasForeignKey(l => l.PostId);
        line.HasIndex(l => new { l.ItemId, l.At, l.Seq }).HasDatabaseName("key_lines_of_item");
    }
}

sealed class KeyReportMapping : IEntityTypeConfiguration<KeyReport>
{
    public void Configure(EntityTypeBuilder<KeyReport> report)
    {
        report.ToTable("key_reports");
        report.HasKey(r => new { r.UnionId, r.Month });
        report.Property(r => r.UnionId).HasColumnName("union_id");
        report.Property(r => r.Month).HasColumnName("month");
        report.Property(r => r.At).HasColumnName("at");
        report.Property(r => r.ByPostId).HasColumnName("by_post_id");
        report.Property(r => r.NothingNew).HasColumnName("nothing_new");
        report.Property(r => r.Words).HasColumnName("words");
        report.HasOne<Union>().WithMany().HasForeignKey(r => r.UnionId);
        report.HasOne<Post>().WithMany().HasForeignKey(r => r.ByPostId);
    }
}

sealed class MonthEntryMapping : IEntityTypeConfiguration<MonthEntry>
{
    public void Configure(EntityTypeBuilder<MonthEntry> entry)
    {
        entry.ToTable("key_month_items");
        entry.HasKey(e => new { e.Month, e.ItemId });
        entry.Property(e => e.Month).HasColumnName("month");
        entry.Property(e => e.ItemId).HasColumnName("item_id");
        entry.Property(e => e.CarriedAt).HasColumnName("carried_at");
        entry.HasOne<KeyItem>().WithMany().HasForeignKey(e => e.ItemId);
    }
}

/// <summary>A state or kind, as stored and as in the words.</summary>
static class KeyCode
{
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string code) where T : struct, Enum => Enum.GetValues<T>().Single(value => Of(value) == code);
}
