using Waystation.Shared;

namespace Waystation.Messages;

static class Say
{
    public static Sentence NobodySends => new("messages.nobody-sends");
    public static Sentence DemoSendsNothing => new("messages.demo-sends-nothing");
    public static Sentence OutboxIsForTheDemo => new("messages.outbox-is-for-the-demo");
    public static Sentence WebhookNeedsHttps => new("messages.webhook-needs-https");

    public static Sentence SenderUnknown(string typed) => new("messages.sender-unknown", typed);
    public static Sentence WebhookNeedsSecret(int shortest) => new("messages.webhook-needs-secret", shortest);
}
