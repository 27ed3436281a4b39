namespace Waystation.Shared;

/// <summary>The large-type view: a cookie, so that it holds without an account and on every page.</summary>
public static class LargeType
{
    public const string Cookie = "waystation.large";
}
