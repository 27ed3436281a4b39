namespace Waystation.Data;

/// <summary>
/// What the database has and the model does not: tables and columns that are read by SQL alone, EXCLUDE rules, functions, triggers.
/// A table that is not mapped stands here with its name only.
/// </summary>
static class OnlyInScripts
{
    public static readonly string[] Names =
    [
        "data_keys",
        "divisions",
        "function union_add",
        "function union_holds_members",
        "function union_lines_cut",
        "function union_lines_join",
        "function union_name_free",
        "function union_name_key",
        "function union_never_an_orphan",
        "function union_parents_guard",
        "function union_parents_lines",
        "function union_refuse",
        "function union_tree_lock",
        "function unions_guard",
        "function unions_own_line",
        "named_area_streets",
        "named_areas",
        "schema_migrations",
        "union_former_names",
        "union_kinds",
        "union_kinds_below",
        "union_lines",
        "union_parents",
        "union_tree",
        "unions",
    ];
}
