namespace Waystation.Joining;

/// <summary>What an application keeps of a person: sealed with their key, and blind indexes by which equal values are found.</summary>
public sealed record SealedApplicant(Guid PersonId, Guid Document, byte[] Details, byte[]? Signature, Guid? Follow);
