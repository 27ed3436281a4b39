namespace Waystation.Data;

/// <summary>
/// A lock on a file that the kernel gives back when its process ends, however it ends.
/// .NET's file sharing is flock on Linux and macOS: <see cref="FileShare.None"/> is the exclusive lock, sharing is the shared one.
/// </summary>
sealed class FolderLock : IDisposable
{
    // What "somebody else holds it" looks like in an IOException: EWOULDBLOCK on Linux, on macOS, a sharing violation on Windows.
    static readonly int[] heldByAnother = [11, 35, unchecked((int)0x80070020)];
    static readonly TimeSpan betweenAttempts = TimeSpan.FromMilliseconds(40);

    readonly FileStream file;

    FolderLock(FileStream file) => this.file = file;

    public static Task<FolderLock> SharedAsync(string path, CancellationToken ct) => WaitAsync(path, FileShare.ReadWrite, ct);

    public static Task<FolderLock> AloneAsync(string path, CancellationToken ct) => WaitAsync(path, FileShare.None, ct);

    /// <summary>Null where anybody else holds the lock.</summary>
    public static FolderLock? TryAlone(string path) => Try(path, FileShare.None);

    public void Dispose() => file.Dispose();

    static async Task<FolderLock> WaitAsync(string path, FileShare share, CancellationToken ct)
    {
        while (true)
        {
            if (Try(path, share) is { } held) return held;
            await Task.Delay(betweenAttempts, ct);
        }
    }

    static FolderLock? Try(string path, FileShare share)
    {
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share));
        }
        catch (IOException e) when (heldByAnother.Contains(e.HResult))
        {
            return null;
        }
    }
}
