using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Accounts;

/// <summary>What this room brings to the web program: sign-in, the classes of routes, and the desks.</summary>
public static class AccountsRoom
{
    const int SignInsAMinute = 3_000;

    public static void AddAccounts(this IServiceCollection services, House house)
    {
        services.AddSingleton(house.Database).AddSingleton<Sessions>().AddSingleton<Passwords>().AddSingleton<Limits>().AddSingleton<Locks>();
        services.AddSingleton<StaffSignIn>().AddSingleton<SetUpLinks>().AddSingleton<AddOfficer>().AddSingleton<HeldPosts>();
        services.AddSingleton<PhonesOfAccount>().AddSingleton<PhoneCodes>().AddSingleton<PhoneSignIn>().AddSingleton<PhoneTicket>();
        services.AddDataProtection().SetApplicationName("Waystation").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(house.Folder.Keys, "cookies")));
        services.AddAuthentication(SessionHandler.Scheme_).AddScheme<AuthenticationSchemeOptions, SessionHandler>(SessionHandler.Scheme_, null);
        services.AddAuthorization(Classes);
        services.AddHttpContextAccessor();
        services.AddScoped(all => CallerOf(all) is { } caller ? house.Database.NewContext(caller.Post?.Reach ?? Reach.Nowhere, caller.Actor) : house.Database.NewContext(Reach.Nowhere, Actor.System));
        services.AddScoped(all => CallerOf(all) ?? throw new InvalidOperationException("Nobody is signed in"));
        services.AddScoped<Desk>().AddScoped<PublicDesk>().AddScoped<MyFile>().AddScoped<EntryForm>();
        services.AddScoped<Colleagues>().AddScoped<ChangeAccount>().AddScoped<GivePost>().AddScoped<BranchUnions>().AddScoped<ReadLog>().AddScoped<SystemState>();
        services.AddSingleton(_ => new SecondLine(SignInsAMinute));
    }

    /// <summary>Who asks, and whether the route is for them. A route that bears no class is not there for anybody: forgetting is safe.</summary>
    public static void UseAccounts(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecondLine>();
        app.Use((http, next) =>
        {
            // Only what somebody mapped: the router answers 405 and 415 by endpoints of its own.
            if (http.GetEndpoint() is RouteEndpoint endpoint && endpoint.Metadata.GetMetadata<IRouteClass>() is null) http.SetEndpoint(null);
            return next(http);
        });
        app.UseAuthentication();
        app.UseAuthorization();
    }

    static void Classes(AuthorizationOptions rules)
    {
        rules.AddPolicy(ForSignedInAttribute.PolicyName, who => who.RequireAuthenticatedUser());
        rules.AddPolicy(ForWorkersAttribute.PolicyName, who => who.RequireClaim(Door.RightClaim, Door.Worker));
        rules.AddPolicy(ForStaffAttribute.PolicyName, who => who.RequireAssertion(asked => asked.Resource is HttpContext http
            && http.GetEndpoint()?.Metadata.GetMetadata<ForStaffAttribute>() is { } page && page.Lets(asked.User, http.Request.Method)));
    }

    static Caller? CallerOf(IServiceProvider all) => all.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Caller>();
}
