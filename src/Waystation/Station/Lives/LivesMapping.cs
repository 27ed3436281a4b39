using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Accounts;
using Waystation.Organisations;
using Waystation.Places;

namespace Waystation.Lives;

sealed class StationStepMapping : IEntityTypeConfiguration<StationStep>
{
    public void Configure(EntityTypeBuilder<StationStep> step)
    {
        step.ToTable("station_steps");
        step.HasKey(s => s.Id);
        step.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        step.Property(s => s.StationId).HasColumnName("station_id");
        step.Property(s => s.Nth).HasColumnName("nth");
        step.Property(s => s.Step).HasColumnName("step").HasConversion(step => LifeCode.Of(step), code => LifeCode.Read<LifeStep>(code));
        step.Property(s => s.Stage).HasColumnName("stage").HasConversion(stage => LifeCode.Of(stage), code => LifeCode.Read<LifeStage>(code));
        step.Property(s => s.PostId).HasColumnName("post_id");
        step.Property(s => s.OnDay).HasColumnName("on_day");
        step.Property(s => s.At).HasColumnName("at");
        step.Property(s => s.Paper).HasColumnName("paper");
        step.Property(s => s.Note).HasColumnName("note");
        step.Property(s => s.Passed).HasColumnName("passed");
        step.Property(s => s.ByHost).HasColumnName("by_host");
        step.Property(s => s.Goods).HasColumnName("goods").HasConversion(goods => LifeCode.Of(goods!.Value), code => LifeCode.Read<GoodsLeft>(code));
        step.HasOne<Station>().WithMany().HasForeignKey(s => s.StationId);
        step.HasOne<Post>().WithMany().HasForeignKey(s => s.PostId);
        step.HasIndex(s => new { s.StationId, s.Nth }).IsUnique().HasDatabaseName(OneAfterAnother);
    }

    public const string OneAfterAnother = "station_steps_one_after_another";
}

sealed class StationPlanMapping : IEntityTypeConfiguration<StationPlan>
{
    public void Configure(EntityTypeBuilder<StationPlan> plan)
    {
        plan.ToTable("station_plans");
        plan.HasKey(p => p.Id);
        plan.Property(p => p.Id).HasColumnName("id").ValueGeneratedNever();
        plan.Property(p => p.UnionId).HasColumnName("union_id");
        plan.Property(p => p.StreetCode).HasColumnName("street_code");
        plan.Property(p => p.Planned).HasColumnName("planned");
        plan.Property(p => p.DueOn).HasColumnName("due_on");
        plan.Property(p => p.Paper).HasColumnName("paper");
        plan.Property(p => p.PostId).HasColumnName("post_id");
        plan.Property(p => p.SetAt).HasColumnName("set_at");
        plan.HasOne<Union>().WithMany().HasForeignKey(p => p.UnionId);
        plan.HasOne<Division>().WithMany().HasForeignKey(p => p.StreetCode);
        plan.HasOne<Post>().WithMany().HasForeignKey(p => p.PostId);
        plan.HasIndex(p => new { p.StreetCode, p.SetAt }).IsDescending(false, true).HasDatabaseName("station_plans_by_street");
        plan.HasIndex(p => p.UnionId).HasDatabaseName("station_plans_by_union");
    }
}

sealed class AgreementMapping : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> agreement)
    {
        agreement.ToTable("station_agreements");
        agreement.HasKey(a => a.StepId);
        agreement.Property(a => a.StepId).HasColumnName("step_id").ValueGeneratedNever();
        agreement.Property(a => a.Host).HasColumnName("host");
        agreement.Property(a => a.FromOn).HasColumnName("from_on");
        agreement.Property(a => a.UntilOn).HasColumnName("until_on");
        agreement.Property(a => a.Utilities).HasColumnName("utilities").HasConversion(by => LifeCode.Of(by), code => LifeCode.Read<Bearer>(code));
        agreement.Property(a => a.Cover).HasColumnName("cover").HasConversion(by => LifeCode.Of(by), code => LifeCode.Read<Bearer>(code));
        agreement.Property(a => a.Hours).HasColumnName("hours");
        agreement.Property(a => a.Contact).HasColumnName("contact");
        agreement.Property(a => a.Phone).HasColumnName("phone");
        agreement.HasOne<StationStep>().WithOne().HasForeignKey<Agreement>(a => a.StepId);
    }
}
