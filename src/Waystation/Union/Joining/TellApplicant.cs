using System.Globalization;
using Npgsql;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.Joining;

/// <summary>Sends the answer to the phone that was given, in its person's language; where no sender is set up the page alone says it.</summary>
public sealed class TellApplicant(SendMessage messages)
{
    public async Task RunAsync(NpgsqlConnection connection, Applicant who, Sentence what, CancellationToken ct)
    {
        if (who.Phone.Length == 0 || !messages.CanSend) return;

        var text = what.In(CultureInfo.GetCultureInfo(who.Language));
        await messages.QueueAsync(connection, new(MessageKind.ApplicationDecided, who.Phone, text), ct);
    }
}
