using Waystation.Shared;

namespace Waystation.Data;

/// <summary>
/// The system user PostgreSQL runs as. PostgreSQL refuses root, so root's cluster belongs to a user made for it
/// (the program itself stays root); everybody else's belongs to themselves.
/// </summary>
sealed record ClusterUser(string? Uid, string? Gid)
{
    const string Name = "waystation-pg";

    public static readonly ClusterUser Self = new(null, null);

    /// <summary>Whoever owns the folder already, so that root may also open a cluster that another user made.</summary>
    public static async Task<ClusterUser> OfAsync(string clusterFolder)
    {
        if (!Environment.IsPrivilegedProcess) return Self;

        Rule.Require(OperatingSystem.IsLinux(), Say.RootOnlyOnLinux);
        if (!File.Exists(Path.Combine(clusterFolder, "PG_VERSION"))) return await ServiceUserAsync();

        var owner = (await Ran.ToEndAsync("stat", "-L", "-c", "%u:%g", clusterFolder)).Output.Trim().Split(':');
        return owner[0] == "0" ? await ServiceUserAsync() : new ClusterUser(owner[0], owner[1]);
    }

    public Task<Ran> RunAsync(string program, params IEnumerable<string> arguments) =>
        Uid is null
            ? Ran.ToEndAsync(program, arguments)
            : Ran.ToEndAsync("setpriv", [$"--reuid={Uid}", $"--regid={Gid}", "--clear-groups", "--", program, .. arguments]);

    /// <summary>A new empty folder that only this user (and root) can look into.</summary>
    public async Task MakePrivateFolderAsync(string path)
    {
        string[] owner = Uid is null ? [] : ["-o", Uid, "-g", Gid!];
        var made = await Ran.ToEndAsync("install", ["-d", "-m", "700", .. owner, path]);
        Rule.Require(made.Well, Say.CannotMakeFolder(path, made.Errors.Trim()));
    }

    public async Task<bool> CanPassThroughAsync(string folder) => (await RunAsync("test", "-x", folder)).Well;

    static async Task<ClusterUser> ServiceUserAsync()
    {
        if (await KnownAsync() is { } known) return known;

        var made = await Ran.ToEndAsync("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", Name);
        // Another start may have made it in between: what counts is that it is there now.
        return await KnownAsync() ?? throw new Refusal(Say.NoUserForPostgres(Name, made.Errors.Trim()));
    }

    static async Task<ClusterUser?> KnownAsync()
    {
        var (uid, gid) = (await Ran.ToEndAsync("id", "-u", Name), await Ran.ToEndAsync("id", "-g", Name));
        return uid.Well && gid.Well ? new ClusterUser(uid.Output.Trim(), gid.Output.Trim()) : null;
    }
}
