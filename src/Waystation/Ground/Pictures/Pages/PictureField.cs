namespace Waystation.Pictures.Pages;

/// <summary>Where a photo is asked for in a form.</summary>
/// <param name="Id">Of the element; one page may ask for several.</param>
/// <param name="Name">Of the field.</param>
public sealed record PictureField(string Name, string Id = "photo", bool IsRequired = true);
