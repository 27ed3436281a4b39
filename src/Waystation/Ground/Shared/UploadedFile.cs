namespace Waystation.Shared;

/// <summary>A file that came with a form, for a reader that wants a path: there for as long as it is read, and gone after.</summary>
public static class UploadedFile
{
    /// <summary>It keeps its ending, by which some readers tell what it is.</summary>
    public static async Task<T> UseAsync<T>(IFormFile upload, Func<string, Task<T>> read, CancellationToken ct)
    {
        var ending = Path.GetExtension(upload.FileName).ToLowerInvariant() is (".csv" or ".xlsx") and var known ? known : "";
        var path = Path.Combine(Path.GetTempPath(), $"waystation-{Guid.NewGuid():n}{ending}");
        try
        {
            await using (var kept = new FileStream(path, FileMode.CreateNew)) await upload.CopyToAsync(kept, ct);
            return await read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
