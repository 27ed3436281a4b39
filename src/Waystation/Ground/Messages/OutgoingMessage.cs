using System.Text.Json;

namespace Waystation.Messages;

/// <summary>What a message is about. A kind once written keeps its meaning.</summary>
public enum MessageKind
{
    SignInCode,
    PhoneChanged,
    ApplicationDecided,
    DataRequestAnswered,
    UmbrellaDue,
    KeeperLink,
    Enrolled,
    ClaimMoved,
}

/// <summary>A text for one phone.</summary>
/// <param name="Phone">The digits as they are dialled.</param>
/// <param name="Text">In the person's language.</param>
/// <param name="ExpiresAt">When it is of no use any more, such as the end of a one-time code: from then on it is dropped, not sent late.</param>
public sealed record OutgoingMessage(MessageKind Kind, string Phone, string Text, DateTimeOffset? ExpiresAt = null)
{
    /// <summary>SignInCode → sign-in-code.</summary>
    internal string Code => JsonNamingPolicy.KebabCaseLower.ConvertName(Kind.ToString());
}
