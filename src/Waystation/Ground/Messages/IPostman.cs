namespace Waystation.Messages;

/// <summary>Hands letters to whoever brings them to the phone. One that was not taken is an <see cref="IOException"/> or a <see cref="HttpRequestException"/>.</summary>
interface IPostman
{
    Task PostAsync(Letter letter, CancellationToken ct);
}

/// <summary>An opened message, as a gateway reads it. The same id may come twice, when the house fell between handing over and noting it.</summary>
sealed record Letter(Guid Id, string Kind, string Phone, string Text, DateTime MadeAt);
