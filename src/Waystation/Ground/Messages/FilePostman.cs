using System.Text;
using System.Text.Json;
using Waystation.Data;

namespace Waystation.Messages;

/// <summary>Adds one line of JSON a letter to <c>DIR/outbox.jsonl</c>, which only the program's own user may read.</summary>
sealed class FilePostman(DataFolder folder) : IPostman
{
    static readonly JsonSerializerOptions plain = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly Lock one = new();
    readonly string file = Path.Combine(folder.Root, "outbox.jsonl");

    public Task PostAsync(Letter letter, CancellationToken ct)
    {
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(letter, plain) + "\n");
        lock (one)
        {
            using var stream = new FileStream(file, Opening());
            stream.Write(line);
            stream.Flush(flushToDisk: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>Not shared: another program's line never lands in the middle of ours; whoever comes second tries again later.</summary>
    static FileStreamOptions Opening()
    {
        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
