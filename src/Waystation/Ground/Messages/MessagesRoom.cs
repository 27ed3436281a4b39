using Waystation.Data;

namespace Waystation.Messages;

/// <summary>What this room brings to the web program.</summary>
public static class MessagesRoom
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton(all => SenderSettings.Read(all.GetRequiredService<IConfiguration>(), all.GetRequiredService<House>().IsDemo));
        services.AddSingleton<SendMessage>();
        services.AddSingleton<Outbox>();
        services.AddSingleton(all => new MessageDelivery(DeliveryOf(all)));
        services.AddHostedService<DeliverMessagesJob>();
    }

    static DeliverMessages? DeliveryOf(IServiceProvider all)
    {
        var sender = all.GetRequiredService<SenderSettings>();
        return sender.Kind switch
        {
            SenderKind.File => ActivatorUtilities.CreateInstance<DeliverMessages>(all, ActivatorUtilities.CreateInstance<FilePostman>(all)),
            SenderKind.Webhook => ActivatorUtilities.CreateInstance<DeliverMessages>(all, ActivatorUtilities.CreateInstance<WebhookPostman>(all)),
            _ => null,
        };
    }
}

/// <summary>Null where nothing leaves the house.</summary>
sealed record MessageDelivery(DeliverMessages? Deliver);
