using System.Globalization;
using Npgsql;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Messages;
using Waystation.Shared;

namespace Waystation.MyData;

/// <summary>
/// Tells whoever asked that there is an answer. The phones are read before it is carried out: erasing deletes them. The message
/// says what was asked and whether it was done, nothing of the record: a phone may lie on a table.
/// </summary>
public sealed class TellPetitioner(PhonesOfAccount phones, SendMessage messages)
{
    /// <summary>None where nothing can be sent, or nobody signs in for that record.</summary>
    public async Task<IReadOnlyList<string>> PhonesAsync(NpgsqlConnection connection, DataRequest request, CancellationToken ct)
    {
        if (!messages.CanSend || await AccountAsync(connection, request, ct) is not { } account) return [];
        return await phones.ReadAsync(connection, account, ct: ct);
    }

    public async Task RunAsync(NpgsqlConnection connection, DataRequest request, IReadOnlyList<string> to, CancellationToken ct)
    {
        // A phone has no language of its own: the service's first.
        var text = Words.Say(Words.Chinese, request.State is DataRequestState.Granted ? "mydata.told-granted" : "mydata.told-refused",
            City.DayOf(request.MadeAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Words.Say(Words.Chinese, $"mydata.kind-{request.Kind.Code()}"));
        foreach (var phone in to) await messages.QueueAsync(connection, new(MessageKind.DataRequestAnswered, phone, text), ct);
    }

    /// <summary>Whose record it is today: a phone that asked and was moved to another account since is told there.</summary>
    static async Task<Guid?> AccountAsync(NpgsqlConnection connection, DataRequest request, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT id FROM accounts WHERE member_id = $1 AND closed_at IS NULL", connection);
        return request.MemberId is { } member && await ask.With(member).ExecuteScalarAsync(ct) is Guid bound ? bound : request.AccountId;
    }
}
