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
        "schema_migrations",
        "union_aliases",
        "union_former_names exclude union_former_names_one_at_a_time",
        "union_parents exclude union_parents_one_at_a_time",
        "union_parents trigger union_parents_guard",
        "union_parents trigger union_parents_lines",
        "union_parents trigger union_parents_never_an_orphan",
        "union_tree",
        "unions column unique_name",
        "unions trigger unions_guard",
        "unions trigger unions_never_an_orphan",
        "unions trigger unions_own_line",
    ];
}
