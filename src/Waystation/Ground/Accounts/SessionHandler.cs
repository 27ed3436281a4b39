using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Waystation.Accounts;

/// <summary>Finds whoever asks by the token in their cookie, in the database each time: a session that was ended is ended at once, on every node.</summary>
sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Scheme_ = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } token || await sessions.FindAsync(token, Context.RequestAborted) is not { } caller) return AuthenticateResult.NoResult();

        Context.Features.Set(caller);
        var who = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, caller.SessionId.ToString()), new Claim(Shared.Door.WhoClaim, $"{caller.Post?.Id ?? caller.AccountId}")], Scheme_);
        if (caller.Post is { } post) who.AddClaims(post.Rights.Select(right => new Claim(Shared.Door.RightClaim, right.ToString())));
        if (caller.Post is { } acting) who.AddClaim(new Claim(Shared.Door.BranchClaim, acting.Union));
        if (caller.IsWorker) who.AddClaim(new Claim(Shared.Door.RightClaim, Shared.Door.Worker));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(who), Scheme_));
    }

    /// <summary>Workers' pages send to the phone sign-in, a keeper's to the station's, all others to the desk's.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var page = Context.GetEndpoint()?.Metadata;
        var way = page?.GetMetadata<ForWorkersAttribute>() is not null ? "/sign-in" : page?.GetMetadata<ForStaffAttribute>()?.Right is Right.KeepOwnStation ? "/keeper/sign-in" : "/desk/sign-in";
        // What was sent is not sent again; its page is shown again.
        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString : page?.GetMetadata<PageActionDescriptor>() is not null ? Request.Path : "/";
        Response.Redirect($"{way}?back={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    /// <summary>A colleague who has not chosen a post yet is asked to; for all others the page is not theirs.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<Caller>() is { IsStaff: true, Post: null })
        {
            Response.Redirect("/desk");
            return Task.CompletedTask;
        }

        return base.HandleForbiddenAsync(properties);
    }
}
