using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waystation.Organisations;

namespace Waystation.Places;

sealed class StationMapping : IEntityTypeConfiguration<Station>
{
    public void Configure(EntityTypeBuilder<Station> station)
    {
        station.ToTable("stations");
        station.HasKey(s => s.Id);
        station.Property(s => s.Id).HasColumnName("id").ValueGeneratedNever();
        station.Property(s => s.Code).HasColumnName("code");
        station.Property(s => s.Slug).HasColumnName("slug");
        station.Property(s => s.Name).HasColumnName("name");
        station.Property(s => s.NameKey).HasColumnName("name_key");
        station.Property(s => s.KindCode).HasColumnName("kind");
        station.Property(s => s.UnionId).HasColumnName("union_id");
        station.Property(s => s.DistrictCode).HasColumnName("district_code");
        station.Property(s => s.StreetCode).HasColumnName("street_code");
        station.Property(s => s.Address).HasColumnName("address");
        Told(station);
        station.Property(s => s.CreatedAt).HasColumnName("created_at");
        station.Property(s => s.ChangedAt).HasColumnName("changed_at");
        station.HasOne<Union>().WithMany().HasForeignKey(s => s.UnionId);
        station.HasOne<Division>().WithMany().HasForeignKey(s => s.DistrictCode);
        station.HasOne<Division>().WithMany().HasForeignKey(s => s.StreetCode);
        station.HasMany(s => s.Facilities).WithOne().HasForeignKey(f => f.StationId);
        station.Navigation(s => s.Facilities).HasField("facilities").UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    static void Told(EntityTypeBuilder<Station> station)
    {
        station.Property(s => s.Lat).HasColumnName("lat");
        station.Property(s => s.Lon).HasColumnName("lon");
        station.Property(s => s.GivenLat).HasColumnName("given_lat");
        station.Property(s => s.GivenLon).HasColumnName("given_lon");
        station.Property(s => s.GivenDatum).HasColumnName("given_datum");
        station.Property(s => s.OpeningHours).HasColumnName("opening_hours");
        station.Property(s => s.OpeningHoursText).HasColumnName("opening_hours_text");
        station.Property(s => s.OtherFacilities).HasColumnName("other_facilities");
        station.Property(s => s.Serves).HasColumnName("serves");
        station.Property(s => s.Access).HasColumnName("access");
        station.Property(s => s.ServesOutdoorWorkers).HasColumnName("serves_outdoor_workers");
        station.Property(s => s.Host).HasColumnName("host");
        station.Property(s => s.Keeper).HasColumnName("keeper");
        station.Property(s => s.Phone).HasColumnName("phone");
        station.Property(s => s.OpenedOn).HasColumnName("opened_on");
        station.Property(s => s.VerifiedAt).HasColumnName("verified_at");
        station.Property(s => s.VerifiedBy).HasColumnName("verified_by");
        station.Property(s => s.Status).HasColumnName("status");
        station.Property(s => s.Stage).HasColumnName("stage");
        station.Property(s => s.StartsOn).HasColumnName("starts_on");
        station.Property(s => s.EndsOn).HasColumnName("ends_on");
        station.ComplexProperty(s => s.Traits, traits =>
        {
            traits.Property(t => t.HostKind).HasColumnName("host_kind");
            traits.Property(t => t.Grade).HasColumnName("grade");
            traits.Property(t => t.Area).HasColumnName("area");
            traits.Property(t => t.OnGroundFloor).HasColumnName("on_ground_floor");
            traits.Property(t => t.Books).HasColumnName("books");
            traits.Property(t => t.RulesPosted).HasColumnName("rules_posted");
        });
        station.HasIndex(s => s.UnionId).HasDatabaseName("stations_in_preparation").HasFilter("status = 'preparing'");
    }
}

sealed class StationFacilityMapping : IEntityTypeConfiguration<StationFacility>
{
    public void Configure(EntityTypeBuilder<StationFacility> facility)
    {
        facility.ToTable("station_facilities");
        facility.HasKey(f => new { f.StationId, f.FacilityCode });
        facility.Property(f => f.StationId).HasColumnName("station_id");
        facility.Property(f => f.FacilityCode).HasColumnName("facility");
        facility.Property(f => f.Status).HasColumnName("status");
    }
}
