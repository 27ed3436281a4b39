using System.Text.Json;

namespace Waystation.OpenData;

/// <summary>Unions, programmes and words as HSDS writes them: organizations, services, taxonomy terms.</summary>
static class HsdsUnions
{
    public static void Organization(this Utf8JsonWriter json, PublicUnion union)
    {
        json.WriteString("id"u8, union.Id);
        json.WriteString("name"u8, union.Name);
        json.WriteString("description"u8, union.Kind);
        if (union.ParentId is { } above) json.WriteString("parent_organization_id"u8, above);
    }

    /// <summary>With its services: their ids and names, or all of them.</summary>
    public static void OrganizationWithServices(this Utf8JsonWriter json, OpenRegister register, PublicUnion union, bool full)
    {
        json.Organization(union);
        json.WriteStartArray("services"u8);
        foreach (var programme in register.ProgrammesOf(union.Id))
        {
            json.WriteStartObject();
            if (full) json.ServiceInFull(register, programme, null);
            else json.Service(programme);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What is there once, without the union it belongs to.</summary>
    public static void Service(this Utf8JsonWriter json, Programme programme)
    {
        json.WriteString("id"u8, programme.Id);
        json.WriteString("organization_id"u8, programme.Union.Id);
        json.WriteString("name"u8, programme.Name);
        json.WriteString("description"u8, $"{programme.Union.Name}负责的{programme.Kind.Word}，共 {programme.Places.Count} 处");
        json.WriteString("status"u8, programme.Rests ? "temporarily closed"u8 : "active"u8);
        if (programme.Rests) json.WriteString("alert"u8, "暂停服务"u8);
        json.WriteString("last_modified"u8, programme.ChangedAt);
    }

    public static void ServiceWithOrganization(this Utf8JsonWriter json, Programme programme)
    {
        json.Service(programme);
        json.WriteStartObject("organization"u8);
        json.Organization(programme.Union);
        json.WriteEndObject();
    }

    public static void ServiceInFull(this Utf8JsonWriter json, OpenRegister register, Programme programme, HsdsPlaces? places)
    {
        json.ServiceWithOrganization(programme);
        json.WriteStartArray("attributes"u8);
        json.Attribute(programme.Id, "service"u8, Taxonomy.Kinds, Taxonomy.Kinds.Terms.Single(t => t.Kind == programme.Kind), null);
        json.WriteEndArray();
        json.WriteStartArray("service_at_locations"u8);
        foreach (var place in programme.Places)
        {
            json.WriteStartObject();
            if (places is null) json.WriteString("id"u8, place.Id);
            else places.Write(json, register, place, HsdsDetail.Nested, null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Attribute(this Utf8JsonWriter json, Guid of, ReadOnlySpan<byte> entity, Taxonomy taxonomy, Term term, string? value)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, DerivedId.Of(of, term.Part));
        json.WriteString("link_id"u8, of);
        json.WriteString("taxonomy_term_id"u8, term.Id);
        json.WriteString("link_entity"u8, entity);
        if (value is not null) json.WriteString("value"u8, value);
        json.WriteStartObject("taxonomy_term"u8);
        json.TaxonomyTerm(taxonomy, term, detailed: false);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void TaxonomyTerm(this Utf8JsonWriter json, Taxonomy taxonomy, Term term, bool detailed)
    {
        json.WriteString("id"u8, term.Id);
        json.WriteString("code"u8, term.Code);
        json.WriteString("name"u8, term.Name);
        json.WriteString("description"u8, term.Description);
        json.WriteString("taxonomy"u8, taxonomy.Name);
        json.WriteString("taxonomy_id"u8, taxonomy.Id);
        json.WriteString("language"u8, "zh-CN"u8);
        if (!detailed) return;

        json.WriteStartObject("taxonomy_detail"u8);
        json.WordList(taxonomy);
        json.WriteEndObject();
    }

    public static void WordList(this Utf8JsonWriter json, Taxonomy taxonomy)
    {
        json.WriteString("id"u8, taxonomy.Id);
        json.WriteString("name"u8, taxonomy.Name);
        json.WriteString("description"u8, taxonomy.Description);
    }
}
