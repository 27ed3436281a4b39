using Waystation.Shared;

namespace Waystation.Messages;

/// <summary>Hands over every second what is due.</summary>
sealed class DeliverMessagesJob(MessageDelivery delivery, ILogger<DeliverMessagesJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan everySecond = TimeSpan.FromSeconds(1);

    protected override string Trouble => "Messages could not be delivered";

    protected override TimeSpan First => everySecond;

    protected override TimeSpan Rest => everySecond;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        if (delivery.Deliver is not { } deliver) return null;

        while (await deliver.RunAsync(stopping) > 0) { }
        return everySecond;
    }
}
