using Microsoft.AspNetCore.Authorization;

namespace Waystation.Shared;

/// <summary>Whom a route is for. Every route bears one; one that bears none is closed to everybody.</summary>
public interface IRouteClass;

/// <summary>For everybody, without sign-in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForEveryoneAttribute : Attribute, IAllowAnonymous, IRouteClass;
