namespace Waystation.Shared;

/// <summary>Whether every page says that what it shows is invented.</summary>
public sealed record DemoNotice(bool IsShown);
