using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Waystation.Pictures;

/// <summary>
/// Brings a folder's list of names to the disk. A file's own flush does not: after a power cut its bytes would be there and its name would not, while the database, which
/// flushes what it commits, still had the row. Windows keeps names with the file and offers no such call.
/// </summary>
static class FolderEntries
{
    const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;

        var opened = Open(folder, ReadOnly);
        if (opened < 0) throw Failed(folder);

        try
        {
            if (Synchronise(opened) != 0) throw Failed(folder);
        }
        finally
        {
            _ = Close(opened);
        }
    }

    static IOException Failed(string folder) => new($"{folder} could not be flushed", new Win32Exception(Marshal.GetLastPInvokeError()));

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    static extern int Synchronise(int file);

    [DllImport("libc", EntryPoint = "close")]
    static extern int Close(int file);
}
