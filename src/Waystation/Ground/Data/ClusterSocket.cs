using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Waystation.Data;

/// <summary>The one door to a private cluster: a socket in the cluster's own folder, which is 0700.</summary>
sealed class ClusterSocket : IDisposable
{
    public const string LockFileName = FileName + ".lock";
    const string FileName = ".s.PGSQL.5432";
    const int RoomForAPath = 103; // sun_path: 108 bytes on Linux, 104 on macOS, with the closing zero

    readonly string folder;
    readonly DirectoryInfo? detour;

    ClusterSocket(string folder, DirectoryInfo? detour) => (this.folder, this.detour) = (folder, detour);

    /// <summary>Where the path is too long for a socket, a short link in a private folder of this process leads there.</summary>
    public static ClusterSocket Of(ClusterHome home)
    {
        if (Encoding.UTF8.GetByteCount(Path.Combine(home.Folder, FileName)) <= RoomForAPath) return new(home.Folder, null);

        var detour = Directory.CreateTempSubdirectory("ws-");
        return new(Directory.CreateSymbolicLink(Path.Combine(detour.FullName, "c"), home.Folder).FullName, detour);
    }

    public string ConnectionString(string database, bool pooling) => new NpgsqlConnectionStringBuilder
    {
        Host = folder,
        Username = Postmaster.Superuser,
        Database = database,
        Pooling = pooling,
        MaxPoolSize = 50,
        WriteBufferSize = 32 << 10,
        // Planning the same few statements anew each time cost more than half of what a page asked of the machine.
        MaxAutoPrepare = 200,
        AutoPrepareMinUsages = 3,
        // Nothing here leaves anything on a connection: locks and settings end with their transaction. Cleaning up asked as much of the server as a query.
        NoResetOnClose = true,
        ApplicationName = "waystation",
    }.ConnectionString;

    /// <summary>Whether anybody listens; costs the server nothing but a hello.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        using var visitor = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await visitor.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(folder, FileName)), ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public void Dispose() => detour?.Delete(recursive: true);
}
