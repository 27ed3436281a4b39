using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Waystation.Shared;

/// <summary>
/// The one place where something that went wrong becomes an answer: problem details (RFC 9457) under <c>/api</c> and <c>/hsds</c>,
/// a page elsewhere. A refusal keeps its sentence; a database that is away is 503 and heals by itself.
/// </summary>
public static class Troubles
{
    static readonly int[] told = [400, 403, 404, 405, 413, 415, 429, 503];

    /// <summary>Stands before routing, because the page of a trouble is found by running the rest again.</summary>
    public static void UseTroubles(this IApplicationBuilder app)
    {
        app.UseWhen(IsForMachines, api => api
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = ProblemAsync, StatusCodeSelector = StatusOf, SuppressDiagnosticsCallback = IsNoFault })
            .UseStatusCodePages(context => ProblemAsync(context.HttpContext)));
        app.UseWhen(http => !IsForMachines(http), pages => pages
            .UseStatusCodePagesWithReExecute("/trouble/{0}")
            .UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/trouble/0", StatusCodeSelector = StatusOf, SuppressDiagnosticsCallback = IsNoFault }));
    }

    /// <summary>The sentence behind a status: the refusal's own where there was one.</summary>
    public static (string Title, string Why) Tell(HttpContext http, int status)
    {
        var key = StaleForm.WasSent(http) ? "stale" : $"{(told.Contains(status) ? status : 500)}";
        var refusal = http.Features.Get<IExceptionHandlerFeature>()?.Error as Refusal;
        return (Words.Say($"shared.trouble-{key}"), refusal?.Sentence.ToString() ?? Words.Say($"shared.trouble-{key}-why"));
    }

    static Task ProblemAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        if (status == StatusCodes.Status503ServiceUnavailable) http.Response.Headers.RetryAfter = "5";
        var (title, why) = Tell(http, status);
        return Results.Problem(statusCode: status, title: title, detail: why).ExecuteAsync(http);
    }

    static int StatusOf(Exception error) => error switch
    {
        Refusal => StatusCodes.Status400BadRequest,
        BadHttpRequestException bad => bad.StatusCode,
        _ when IsNoText(error) => StatusCodes.Status400BadRequest,
        _ when IsDatabaseAway(error) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    static bool IsNoFault(ExceptionHandlerSuppressDiagnosticsContext context) => context.Exception is Refusal or BadHttpRequestException || IsNoText(context.Exception);

    static bool IsForMachines(HttpContext http) => http.Request.Path.StartsWithSegments("/api") || (http.Request.Path.StartsWithSegments("/hsds") && !http.Request.Path.StartsWithSegments("/hsds/profile"));

    /// <summary>A character in what was sent that no text of a database can hold, such as one of value zero (SQLSTATE 22021, 22P05).</summary>
    static bool IsNoText(Exception? error) =>
        error is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } || (error is not null && IsNoText(error.InnerException));

    /// <summary>No connection, a connection cut, or a server starting or stopping (SQLSTATE classes 08 and 57P, 53300).</summary>
    static bool IsDatabaseAway(Exception? error) => error switch
    {
        null => false,
        PostgresException p => p.SqlState.StartsWith("08", StringComparison.Ordinal) || p.SqlState.StartsWith("57P", StringComparison.Ordinal)
            || p.SqlState == PostgresErrorCodes.TooManyConnections,
        NpgsqlException => true,
        _ => IsDatabaseAway(error.InnerException),
    };
}
