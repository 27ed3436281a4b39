using Microsoft.AspNetCore.Authorization;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>For whoever is signed in, worker or staff, on any post or none.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForSignedInAttribute : Attribute, IAuthorizeData, IRouteClass
{
    public const string PolicyName = "signed-in";

    public string? Policy { get; set; } = PolicyName;
    public string? Roles { get; set; }
    public string? AuthenticationSchemes { get; set; }
}

/// <summary>For workers: their own file.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForWorkersAttribute : Attribute, IAuthorizeData, IRouteClass
{
    public const string PolicyName = "workers";

    public string? Policy { get; set; } = PolicyName;
    public string? Roles { get; set; }
    public string? AuthenticationSchemes { get; set; }
}

/// <summary>For staff whose post gives the right, within its reach.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForStaffAttribute(Right right) : Attribute, IAuthorizeData, IRouteClass
{
    public Right Right => right;

    public string? Policy { get; set; } = PolicyOf(right);
    public string? Roles { get; set; }
    public string? AuthenticationSchemes { get; set; }

    public static string PolicyOf(Right right) => $"may-{right}";
}
