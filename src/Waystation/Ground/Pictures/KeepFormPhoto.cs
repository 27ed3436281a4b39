using System.Globalization;

namespace Waystation.Pictures;

/// <summary>A photo as a form brings it (the partial <c>_MaybePicture</c>).</summary>
/// <param name="Picture">Drawn with the form, so that it can be sent twice.</param>
/// <param name="TakenAt">As the phone says it; a page without script does not.</param>
public sealed record FormPhoto(Guid Picture, IFormFile? Photo, string? TakenAt)
{
    public static FormPhoto None { get; } = new(Guid.Empty, null, null);

    public static DateTime? Time(string? typed) =>
        DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 2000 and < 2200 ? at : null;
}

/// <summary>Keeps the photo of a form that does not ask for one.</summary>
public sealed class KeepFormPhoto(KeepPicture keep)
{
    /// <returns>Null where none was chosen.</returns>
    public async Task<Guid?> RunAsync(FormPhoto photo, PictureFacts of, CancellationToken ct)
    {
        if (photo.Photo is not { Length: > 0 } file) return null;

        await using var content = file.OpenReadStream();
        return (await keep.RunAsync(photo.Picture, content, of with { TakenAt = FormPhoto.Time(photo.TakenAt) }, ct)).Id;
    }
}
