using System.Text.Json;
using Waystation.Calendar;
using Waystation.Places;
using Waystation.Shared;

namespace Waystation.OpenData;

/// <summary>The Human Services Data Specification 3.0, with the profile that <c>/hsds/profile</c> describes.</summary>
static class HsdsApi
{
    public const string Version = "3.0";

    public static void MapHsds(this IEndpointRouteBuilder app)
    {
        var hsds = app.MapGroup("/hsds").WithMetadata(new ForEveryoneAttribute()).WithTags("hsds").ReadableElsewhere().ProducesProblem(StatusCodes.Status400BadRequest);
        hsds.MapGet("/", AboutAsync).WithName("hsds").WithSummary("What this API is");
        hsds.MapGet("/services", ServicesAsync).WithName("hsdsServices").WithSummary("Services: what one union offers at its places of one kind").DescribeList(HsdsLists.Services);
        hsds.MapGet("/services/{id}", ServiceAsync).WithName("hsdsService").WithSummary("One service with all its places");
        hsds.MapGet("/service_at_locations", PlacesAsync).WithName("hsdsServiceAtLocations").WithSummary("Places").DescribeList(HsdsLists.Places);
        hsds.MapGet("/service_at_locations/{id}", PlaceAsync).WithName("hsdsServiceAtLocation").WithSummary("One place");
        hsds.MapGet("/organizations", OrganizationsAsync).WithName("hsdsOrganizations").WithSummary("Unions that answer for places, and those above them").DescribeList(HsdsLists.Organizations);
        hsds.MapGet("/organizations/{id}", OrganizationAsync).WithName("hsdsOrganization").WithSummary("One union with its services").DescribeList("full_service");
        hsds.MapGet("/taxonomies", TaxonomiesAsync).WithName("hsdsTaxonomies").WithSummary("Lists of words").DescribeList(HsdsLists.Taxonomies);
        hsds.MapGet("/taxonomies/{id}", TaxonomyAsync).WithName("hsdsTaxonomy").WithSummary("One list of words");
        hsds.MapGet("/taxonomy_terms", TermsAsync).WithName("hsdsTaxonomyTerms").WithSummary("Words").DescribeList(HsdsLists.Terms);
        hsds.MapGet("/taxonomy_terms/{id}", TermAsync).WithName("hsdsTaxonomyTerm").WithSummary("One word");
    }

    public static string RootOf(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";

    static Task AboutAsync(HttpContext http) => HsdsAnswer.OneAsync(http, json =>
    {
        json.WriteString("version"u8, Version);
        json.WriteString("profile"u8, $"{RootOf(http)}/hsds/profile");
        json.WriteString("openapi_url"u8, $"{RootOf(http)}/openapi/v1.json");
    });

    static Task ServicesAsync(HttpContext http, OpenRegisters registers, TimeProvider clock) => AskedAsync(http, HsdsLists.Services, registers, clock, (asked, register) =>
    {
        var places = new HsdsPlaces(RootOf(http));
        return HsdsAnswer.ListAsync(http, asked, register.Programmes(asked), (json, programme) =>
        {
            if (asked.Minimal) Minimal(json, programme);
            else if (asked.Full) json.ServiceInFull(register, programme, places);
            else json.ServiceWithOrganization(programme);
        });
    });

    /// <summary>Name and status too: without them no service is one by the schema.</summary>
    static void Minimal(Utf8JsonWriter json, Programme programme)
    {
        json.WriteString("id"u8, programme.Id);
        json.WriteString("name"u8, programme.Name);
        json.WriteString("status"u8, programme.Rests ? "temporarily closed"u8 : "active"u8);
        json.WriteString("modified_date"u8, programme.ChangedAt);
    }

    static Task PlacesAsync(HttpContext http, OpenRegisters registers, WorkingCalendar calendar, TimeProvider clock) => AskedAsync(http, HsdsLists.Places, registers, clock, (asked, register) =>
    {
        var places = new HsdsPlaces(RootOf(http));
        var detail = asked.Full || asked is { AsLines: true, Page: null } ? HsdsDetail.Full : HsdsDetail.List;
        return HsdsAnswer.ListAsync(http, asked, register.Places(asked, calendar), (json, found) => places.Write(json, register, found.Place, detail, found.Metres));
    });

    static Task OrganizationsAsync(HttpContext http, OpenRegisters registers, TimeProvider clock) => AskedAsync(http, HsdsLists.Organizations, registers, clock, (asked, register) =>
        HsdsAnswer.ListAsync(http, asked, register.Unions(asked), (json, union) =>
        {
            if (asked.Full || asked.FullService) json.OrganizationWithServices(register, union, asked.FullService);
            else json.Organization(union);
        }));

    static Task TaxonomiesAsync(HttpContext http, OpenRegisters registers, TimeProvider clock) =>
        AskedAsync(http, HsdsLists.Taxonomies, registers, clock, (asked, _) => HsdsAnswer.ListAsync(http, asked, HsdsFilters.Taxonomies(asked), (json, taxonomy) => json.WordList(taxonomy)));

    static Task TermsAsync(HttpContext http, OpenRegisters registers, TimeProvider clock) =>
        AskedAsync(http, HsdsLists.Terms, registers, clock, (asked, _) => HsdsAnswer.ListAsync(http, asked, HsdsFilters.Terms(asked), (json, found) => json.TaxonomyTerm(found.Of, found.Term, detailed: true)));

    static Task ServiceAsync(HttpContext http, string id, OpenRegisters registers) => OneAsync(http, id, registers, (register, key) =>
        register.Programme(key) is { } programme ? json => json.ServiceInFull(register, programme, new HsdsPlaces(RootOf(http))) : null);

    static Task PlaceAsync(HttpContext http, string id, OpenRegisters registers) => OneAsync(http, id, registers, (register, key) =>
        register.Place(key) is { } place ? json => new HsdsPlaces(RootOf(http)).Write(json, register, place, HsdsDetail.Full, null) : null);

    static Task OrganizationAsync(HttpContext http, string id, OpenRegisters registers) => OneAsync(http, id, registers, (register, key) =>
        register.Union(key) is { } union ? json => json.OrganizationWithServices(register, union, full: http.Request.Query["full_service"] == "true") : null);

    static Task TaxonomyAsync(HttpContext http, string id, OpenRegisters registers) => OneAsync(http, id, registers, (_, key) =>
        Taxonomy.All.FirstOrDefault(t => t.Id == key) is { } taxonomy ? json => json.WordList(taxonomy) : null);

    static Task TermAsync(HttpContext http, string id, OpenRegisters registers) => OneAsync(http, id, registers, (_, key) =>
        Taxonomy.Term(key) is { } found ? json => json.TaxonomyTerm(found.Of, found.Term, detailed: true) : null);

    static async Task AskedAsync(HttpContext http, string[] takes, OpenRegisters registers, TimeProvider clock, Func<HsdsQuery, OpenRegister, Task> answer)
    {
        if (HsdsReader.Read(http.Request.Query, takes, clock.GetUtcNow(), out var wrong) is not { } asked)
        {
            await wrong!.AsProblem().ExecuteAsync(http);
            return;
        }

        var register = await registers.NowAsync(http.RequestAborted);
        // What is open now changes without the register.
        if (asked.OpenNow || !Freshness.IsHeld(http, register.Stamp, register.SeenAt)) await answer(asked, register);
    }

    static async Task OneAsync(HttpContext http, string id, OpenRegisters registers, Func<OpenRegister, Guid, Action<Utf8JsonWriter>?> find)
    {
        var register = await registers.NowAsync(http.RequestAborted);
        var found = Guid.TryParseExact(id, "D", out var key) ? find(register, key) : null;
        if (found is null) http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (!Freshness.IsHeld(http, register.Stamp, register.SeenAt)) await HsdsAnswer.OneAsync(http, found);
    }
}
