using System.Security.Claims;
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

/// <summary>For staff whose post gives the right, within its reach; where a second right is named, whoever has that one looks and changes nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForStaffAttribute(Right right) : Attribute, IAuthorizeData, IRouteClass
{
    public const string PolicyName = "staff";

    public ForStaffAttribute(Right right, Right toRead) : this(right) => ToRead = toRead;

    public Right Right => right;

    public Right? ToRead { get; }

    public string? Policy { get; set; } = PolicyName;
    public string? Roles { get; set; }
    public string? AuthenticationSchemes { get; set; }

    /// <summary>What is not a GET changes something: no handler of the page has to remember to ask.</summary>
    public bool Lets(ClaimsPrincipal who, string method) =>
        Has(who, right) || (ToRead is { } read && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)) && Has(who, read));

    static bool Has(ClaimsPrincipal who, Right right) => who.HasClaim(Door.RightClaim, right.ToString());
}

public static class WhoOnlyReads
{
    /// <summary>Whether whoever looks at this page may send its forms too: who may not is shown none of them, and nothing of the people behind the records.</summary>
    public static bool MayChange(this HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ForStaffAttribute>() is { } page && page.Lets(http.User, HttpMethods.Post);
}
