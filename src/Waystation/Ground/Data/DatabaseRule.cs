using Npgsql;
using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// A rule that the database itself keeps (a trigger raising SQLSTATE <c>WS001</c>: the message is the sentence's key and then
/// its parts, one per line) is refused with the same sentence as if an entity had refused it.
/// </summary>
public static class DatabaseRule
{
    public const string SqlState = "WS001";

    public static bool IsBrokenBy(PostgresException error) => error.SqlState == SqlState;

    public static Refusal Refusal(PostgresException error)
    {
        var lines = error.MessageText.Split('\n');
        return new Refusal(new Sentence(lines[0], [.. lines[1..]]), error);
    }
}
