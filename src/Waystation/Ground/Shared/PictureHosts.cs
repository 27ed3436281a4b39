namespace Waystation.Shared;

/// <summary>The few hosts from which pages may show pictures besides this house, as origins; the content security policy names them.</summary>
public sealed record PictureHosts(params IReadOnlyList<string> Origins);
