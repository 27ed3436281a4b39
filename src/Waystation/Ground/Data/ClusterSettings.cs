namespace Waystation.Data;

/// <summary>How a private cluster is made and run. Given on the command line, so that a newer program brings newer settings along.</summary>
/// <param name="Server">PostgreSQL's parameters by name; values without spaces or quotes.</param>
/// <param name="InitDb">Further arguments for <c>initdb</c>.</param>
sealed record ClusterSettings(IReadOnlyDictionary<string, string> Server, params string[] InitDb)
{
    public static readonly ClusterSettings OfAHouse = new(new Dictionary<string, string>
    {
        ["shared_buffers"] = "256MB",
        ["effective_cache_size"] = "1GB",
        ["work_mem"] = "16MB",
        ["maintenance_work_mem"] = "128MB",
        ["max_connections"] = "100",
        ["synchronous_commit"] = "on",
        ["wal_compression"] = "on",
        ["max_wal_size"] = "2GB",
        ["checkpoint_timeout"] = "15min",
        ["random_page_cost"] = "1.1",
        ["jit"] = "off",
        ["timezone"] = "UTC",
        ["log_timezone"] = "UTC",
        ["log_checkpoints"] = "off",
        ["logging_collector"] = "on",
        ["log_filename"] = "server-%a.log",
        ["log_truncate_on_rotation"] = "on",
        ["log_rotation_size"] = "0",
        // Details and statements of errors name people ("Key (name)=(…) already exists"): they stay out of the log.
        ["log_error_verbosity"] = "terse",
        ["log_min_error_statement"] = "panic",
    });

    public ClusterSettings But(params (string Name, string Value)[] changes) =>
        this with { Server = Server.Concat(changes.Select(c => KeyValuePair.Create(c.Name, c.Value))).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value) };

    // No network at all: the only door is the socket in the cluster's own folder. Relative to that folder, because
    // a socket's path has room for 107 bytes and a data folder may lie deeper.
    public string ServerOptions =>
        string.Join(' ', Server.Select(p => $"-c {p.Key}={p.Value}").Append("-c listen_addresses= -c unix_socket_directories=. -c port=5432"));
}
