using System.Diagnostics;

namespace Waystation.Bench;

/// <summary>Photos of about 150 KB as a phone's page sends them, made by the library by which the product makes small ones; with 20 KB beside the picture that is to be cut off.</summary>
static class MadeUpPhotos
{
    const int Many = 12, BesideBytes = 20_000;

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "vips")).FirstOrDefault(File.Exists);

    public static async Task<IReadOnlyList<byte[]>> MakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        List<byte[]> photos = [];
        for (var i = 0; i < Many; i++) photos.Add(WithBeside(await OneAsync(folder, i)));
        return photos;
    }

    /// <summary>Blurred noise: what it packs into is much like a street in the sun.</summary>
    static async Task<byte[]> OneAsync(string folder, int nth)
    {
        string At(string name) => Path.Combine(folder, $"{nth}-{name}");
        await RunAsync("gaussnoise", At("noise.v"), "100", "75", "--sigma", "38", "--mean", "120");
        await RunAsync("resize", At("noise.v"), At("large.v"), "16");
        await RunAsync("cast", At("large.v"), At("grey.v"), "uchar");
        await RunAsync("bandjoin", $"{At("grey.v")} {At("grey.v")} {At("grey.v")}", At("colour.v"));
        await RunAsync("jpegsave", At("colour.v"), At("photo.jpg"), "--Q", "66");
        return await File.ReadAllBytesAsync(At("photo.jpg"));
    }

    static byte[] WithBeside(byte[] photo) =>
        [.. photo[..2], 0xFF, 0xE1, (BesideBytes + 8) >> 8, (BesideBytes + 8) & 255, .. "Exif\0\0"u8, .. new byte[BesideBytes], .. photo[2..]];

    static async Task RunAsync(params string[] words)
    {
        using var run = Process.Start(new ProcessStartInfo(Program!, words))!;
        await run.WaitForExitAsync();
        if (run.ExitCode != 0) throw new InvalidOperationException($"vips {string.Join(' ', words)} ended with {run.ExitCode}");
    }
}
