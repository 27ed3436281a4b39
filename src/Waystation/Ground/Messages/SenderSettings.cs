using System.Text;
using Waystation.Shared;

namespace Waystation.Messages;

public enum SenderKind
{
    /// <summary>Nobody delivers: the house sends no messages.</summary>
    None,
    /// <summary>The demo's page shows them.</summary>
    Outbox,
    /// <summary>Lines of <c>DIR/outbox.jsonl</c>, for a gateway that reads them.</summary>
    File,
    /// <summary>Sent to a gateway's address.</summary>
    Webhook,
}

/// <summary>How this house sends messages, from <c>WAYSTATION_MESSAGES</c>, <c>…_URL</c> and <c>…_SECRET</c>.</summary>
public sealed class SenderSettings
{
    const int ShortestSecret = 32;

    SenderSettings(SenderKind kind) => Kind = kind;

    public SenderKind Kind { get; }

    /// <summary>Where a webhook goes: https, or http to this machine itself.</summary>
    public Uri? Url { get; private init; }

    internal byte[] Secret { get; private init; } = [];

    /// <summary>Refuses, naming the setting, what would not work or would give texts away.</summary>
    public static SenderSettings Read(IConfiguration configuration, bool isDemo)
    {
        var wish = configuration["WAYSTATION_MESSAGES"] is { Length: > 0 } typed ? typed : isDemo ? "outbox" : "";
        return wish switch
        {
            "" => new(SenderKind.None),
            "outbox" => isDemo ? new(SenderKind.Outbox) : throw new Refusal(Say.OutboxIsForTheDemo),
            "file" => new(SenderKind.File),
            // Invented numbers may be somebody's.
            "webhook" => isDemo ? throw new Refusal(Say.DemoSendsNothing) : Webhook(configuration["WAYSTATION_MESSAGES_URL"], configuration["WAYSTATION_MESSAGES_SECRET"]),
            _ => throw new Refusal(Say.SenderUnknown(wish)),
        };
    }

    static SenderSettings Webhook(string? url, string? secret)
    {
        var read = Uri.TryCreate(url, UriKind.Absolute, out var address);
        Rule.Require(read && (address!.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)), Say.WebhookNeedsHttps);
        Rule.Require(secret is { Length: >= ShortestSecret }, Say.WebhookNeedsSecret(ShortestSecret));
        return new(SenderKind.Webhook) { Url = address, Secret = Encoding.UTF8.GetBytes(secret!) };
    }
}
