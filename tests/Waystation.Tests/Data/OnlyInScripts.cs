namespace Waystation.Data;

/// <summary>
/// What the database has and the model does not: tables and columns that are read by SQL alone, EXCLUDE rules, functions, triggers.
/// A table that is not mapped stands here with its name only.
/// </summary>
static class OnlyInScripts
{
    public static readonly string[] Names =
    [
        "schema_migrations",
    ];
}
