namespace Waystation.Commands;

public class StillFilesTests
{
    [Fact]
    public async Task A_house_that_serves_pages_watches_no_file()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux counts watchers in this way");

        await using var house = await TestHouse.NewAsync();
        await house.Visitor().GetStringAsync("/about");

        Assert.Equal(0, Watchers());
        using var watched = new FileSystemWatcher(AppContext.BaseDirectory) { EnableRaisingEvents = true };
        Assert.InRange(Watchers(), 1, int.MaxValue);
    }

    static int Watchers() => new DirectoryInfo("/proc/self/fd").EnumerateFiles().Count(f => f.LinkTarget?.Contains("inotify") is true);
}
