using Npgsql;

namespace Waystation.Data;

public static class SqlValues
{
    /// <summary>The values for $1, $2, … in their order; a null is a null of whatever type the statement asks for there.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, params ReadOnlySpan<object?> values)
    {
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
