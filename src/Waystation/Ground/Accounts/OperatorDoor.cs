using Npgsql;
using Waystation.Logbook;

namespace Waystation.Accounts;

/// <summary>Notes in the log that somebody came in with the operator key.</summary>
public sealed class OperatorDoor(NpgsqlDataSource source, TimeProvider clock)
{
    public Task NoteAsync(CancellationToken ct) => new LogLine(Actor.Operator, Did.SignedInAsOperator, clock.GetUtcNow()).WriteAsync(source, ct);
}
