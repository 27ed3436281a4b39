using Npgsql;

namespace Waystation.Enrolment;

public sealed class EnrolmentsTests : IAsyncLifetime
{
    static readonly Guid worker = Guid.NewGuid();

    TestHouse house = null!;
    Guid union;

    public async ValueTask InitializeAsync() => (house, union) = (await TestHouse.NewAsync(), Guid.Empty);

    public async ValueTask DisposeAsync() => await house.DisposeAsync();

    [Fact]
    public async Task Nobody_takes_part_twice_in_one_plan_on_one_day()
    {
        await EnrolAsync("inpatient", "2026-01-01", "2026-12-31");

        var twice = await Assert.ThrowsAsync<PostgresException>(() => EnrolAsync("inpatient", "2026-12-31", "2027-12-30"));
        await EnrolAsync("inpatient", "2027-01-01", "2027-12-31");
        await EnrolAsync("accident", "2026-01-01", "2026-12-31");

        Assert.Equal(PostgresErrorCodes.ExclusionViolation, twice.SqlState);
    }

    [Theory]
    [InlineData("shares = 2")]
    [InlineData("premium_fen = 1")]
    [InlineData("paid_from = begins_on - 1")]
    [InlineData("left_on = ends_on + 1, left_at = now()")]
    [InlineData("left_on = begins_on")]
    public async Task What_cannot_be_is_refused_by_the_database(string change)
    {
        await EnrolAsync("inpatient", "2026-01-01", "2026-12-31");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => DoAsync($"UPDATE aid_enrolments SET {change}"));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public async Task A_part_lasts_from_its_first_day_to_its_last(string day, bool takesPart)
    {
        await EnrolAsync("inpatient", "2026-01-01", "2026-12-31");

        var found = await FindAsync("inpatient", day);

        Assert.Equal(takesPart, found is not null);
        Assert.Null(await FindAsync("accident", day));
    }

    [Fact]
    public async Task Who_leaves_takes_no_part_from_that_day_on_and_may_begin_anew()
    {
        await EnrolAsync("inpatient", "2026-01-01", "2026-12-31");
        await DoAsync("UPDATE aid_enrolments SET left_on = '2026-07-01', left_at = now()");

        Assert.Equal(new DateOnly(2026, 6, 30), (await FindAsync("inpatient", "2026-06-30"))!.EndsOn);
        Assert.Null(await FindAsync("inpatient", "2026-07-01"));
        await EnrolAsync("inpatient", "2026-07-01", "2026-12-31");
        Assert.Equal(new DateOnly(2026, 7, 1), (await FindAsync("inpatient", "2026-07-01"))!.BeginsOn);
    }

    async Task EnrolAsync(string plan, string begins, string ends)
    {
        if (union == Guid.Empty) union = await house.CityAsync();
        await DoAsync(
            $"""
            INSERT INTO aid_enrolments (id, person_id, plan, rule, union_id, shares, most_shares, price_fen, year_begins_on, year_months, months, premium_fen, begins_on, ends_on, paid_from, is_renewal, premium_id, enrolled_at)
            VALUES (gen_random_uuid(), '{worker}', '{plan}', '{plan}/city/2011-01-01', '{union}', 1, 1, 6000, '{begins}', 12, 12, 6000, '{begins}', '{ends}', '{begins}', false, gen_random_uuid(), now())
            """);
    }

    async Task DoAsync(string sql)
    {
        await using var act = house.House.Database.Source.CreateCommand(sql);
        await act.ExecuteNonQueryAsync();
    }

    async Task<Participation?> FindAsync(string plan, string day)
    {
        await using var connection = await house.House.Database.Source.OpenConnectionAsync();
        return await Enrolments.FindAsync(connection, worker, plan, DateOnly.Parse(day), default);
    }
}
