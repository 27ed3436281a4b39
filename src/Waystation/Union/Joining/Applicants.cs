using System.Text.Json;
using Npgsql;
using Waystation.Data;
using Waystation.Members;

namespace Waystation.Joining;

/// <summary>Seals and opens what people said of themselves, each with their own key.</summary>
public sealed class Applicants(PersonKeys keys, Vault vault, EnrolMember enrol)
{
    /// <param name="connection">Its transaction also writes the application.</param>
    public async Task<SealedApplicant> SealAsync(NpgsqlConnection connection, Guid personId, Applicant who, string? signature, CancellationToken ct)
    {
        var key = await keys.OfAsync(connection, personId, ct);
        return new(personId, enrol.IndexOf(who.Document), key.Seal(JsonSerializer.Serialize(who)), signature is null ? null : key.Seal(signature), FollowOf(who.FollowCode));
    }

    public Guid? FollowOf(string? code) => code is null ? null : vault.Index(BlindIndex.FollowCode, code);

    /// <summary>Null where the person's key is gone, or the application is forgotten.</summary>
    public async Task<Applicant?> OpenAsync(NpgsqlConnection connection, Application application, CancellationToken ct) =>
        (await OpenAsync(connection, [application], ct)).GetValueOrDefault(application.Id);

    public async Task<IReadOnlyDictionary<Guid, Applicant>> OpenAsync(NpgsqlConnection connection, IReadOnlyCollection<Application> applications, CancellationToken ct)
    {
        return await OpenAsync(connection, [.. applications.Where(a => a.Details is not null).Select(a => (a.Id, a.PersonId, a.Details!))], ct);
    }

    /// <summary>By the application's id; whose key is gone is left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Applicant>> OpenAsync(NpgsqlConnection connection, IReadOnlyCollection<(Guid Id, Guid Person, byte[] Details)> kept, CancellationToken ct)
    {
        var found = await keys.FindAsync(connection, [.. kept.Select(a => a.Person)], ct);
        return kept.Where(a => found.ContainsKey(a.Person)).ToDictionary(a => a.Id, a => JsonSerializer.Deserialize<Applicant>(found[a.Person].Open(a.Details))!);
    }

    /// <summary>The lines drawn on the screen, as the path of an SVG.</summary>
    public async Task<string?> SignatureAsync(NpgsqlConnection connection, Application application, CancellationToken ct) =>
        application.Signature is { } signature && await keys.FindAsync(connection, application.PersonId, ct) is { } key ? key.Open(signature) : null;
}
