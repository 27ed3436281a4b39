using System.Globalization;
using System.Text;
using Waystation.Shared;

namespace Waystation.Telemetry;

/// <summary>The log file of the day. Yesterday's is closed when the first line of a new day comes, and the oldest go.</summary>
sealed class DayFile(LogKeeping keeping, TimeProvider clock) : IDisposable
{
    const string Prefix = "waystation-";
    const string Ending = ".jsonl";
    const int MostFilesOfADay = 20;

    /// <summary>A flood of errors must not fill the disk on which the database stands.</summary>
    const long LargestFile = 256 << 20;

    DateOnly day;
    FileStream? file;

    /// <summary>False where the line could not be kept.</summary>
    public bool Write(string line)
    {
        try
        {
            if (City.Today(clock) is var today && (file is null || today != day)) Open(today);
            if (file!.Length >= LargestFile) return false;
            file.Write(Encoding.UTF8.GetBytes(line + '\n'));
            return true;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            Dispose();
            return false;
        }
    }

    public void Flush() => file?.Flush();

    public void Dispose()
    {
        file?.Dispose();
        file = null;
    }

    /// <summary>Refuses a folder in which nothing can be written, while somebody is there to read it.</summary>
    public void Open()
    {
        try
        {
            Open(City.Today(clock));
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new Refusal(new Sentence("telemetry.folder-closed", keeping.Folder), closed);
        }
    }

    void Open(DateOnly today)
    {
        Dispose();
        Folder();
        Forget(today);
        (file, day) = (NextFree(today), today);
    }

    void Folder()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(keeping.Folder);
        if (!OperatingSystem.IsWindows()) Directory.CreateDirectory(keeping.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    void Forget(DateOnly today)
    {
        foreach (var old in Directory.EnumerateFiles(keeping.Folder, $"{Prefix}*{Ending}").Where(name => DayOf(name) is { } of && of < today.AddDays(-keeping.Days)).ToList()) File.Delete(old);
    }

    static DateOnly? DayOf(string path)
    {
        var name = Path.GetFileName(path);
        return name.Length >= Prefix.Length + 10 && DateOnly.TryParseExact(name.AsSpan(Prefix.Length, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>Programs that share a folder write beside each other, never into one file.</summary>
    FileStream NextFree(DateOnly today)
    {
        for (var number = 1; ; number++)
        {
            var path = Path.Combine(keeping.Folder, $"{Prefix}{today:yyyy-MM-dd}{(number == 1 ? "" : $"-{number}")}{Ending}");
            try
            {
                return new FileStream(path, Appending());
            }
            catch (IOException) when (number < MostFilesOfADay && File.Exists(path))
            {
                // Somebody else writes it.
            }
        }
    }

    static FileStreamOptions Appending()
    {
        // Where no share is given the file is locked against another of these programs; whoever looks into it with a shell is not held up.
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
