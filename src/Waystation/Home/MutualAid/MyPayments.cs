using Npgsql;
using Waystation.Accounts;
using Waystation.Members;

namespace Waystation.MutualAid;

/// <summary>The direct settlements of whoever asks.</summary>
public sealed class MyPayments(MyFile file, NpgsqlDataSource source, Statements statements)
{
    /// <summary>None without a bound record, and while the phone is new to it.</summary>
    public async Task<IReadOnlyList<PersonDecision>> ReadAsync(CancellationToken ct) =>
        await PersonAsync(ct) is { } person ? await PersonDecision.OfAsync(source, person, ct) : [];

    public async Task<IReadOnlyList<StatementRow>> StatementAsync(CancellationToken ct) =>
        await PersonAsync(ct) is { } person ? await statements.OfAsync(person, ct) : [];

    /// <summary>The keyed index of the member's document.</summary>
    public async Task<Guid?> PersonAsync(CancellationToken ct) =>
        file.IsMasked || await file.OwnRecordAsync<Member>(ct) is not { } member ? null : member.DocumentIndex;
}
