using Waystation.Shared;

namespace Waystation.Places;

/// <summary>A parameter that cannot be understood, by name, and what it ought to be.</summary>
sealed record WrongParameter(string Name, Sentence Why)
{
    /// <summary>Problem details (RFC 9457) that name the parameter.</summary>
    public IResult AsProblem() => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: Words.Say("places.wrong-parameter", Name),
        detail: Why.ToString(),
        extensions: new Dictionary<string, object?> { ["parameter"] = Name });
}
