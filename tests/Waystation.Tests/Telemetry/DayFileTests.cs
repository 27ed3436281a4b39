using Waystation.Shared;

namespace Waystation.Telemetry;

public sealed class DayFileTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waystation-logs-");
    readonly StoppedClock clock = new(new(2026, 3, 5, 15, 0, 0, TimeSpan.Zero)); // 23:00 in the city

    [Fact]
    public void A_folder_in_which_nothing_can_be_written_is_refused_and_later_only_loses_lines()
    {
        var inTheWay = Path.Combine(folder.FullName, "file");
        File.WriteAllText(inTheWay, "");
        using var file = new DayFile(new(Path.Combine(inTheWay, "logs"), 200), clock);

        Assert.Equal("telemetry.folder-closed", Assert.Throws<Refusal>(file.Open).Sentence.Key);
        Assert.False(file.Write("lost"));
    }

    [Fact]
    public void Each_day_of_the_city_has_its_file_which_only_its_owner_reads()
    {
        using (var file = NewFile())
        {
            Assert.True(file.Write("evening"));
            clock.Now += TimeSpan.FromHours(2);
            Assert.True(file.Write("morning"));
        }

        Assert.Equal("evening\n", File.ReadAllText(Named("2026-03-05")));
        Assert.Equal("morning\n", File.ReadAllText(Named("2026-03-06")));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Named("2026-03-06")));
    }

    [Fact]
    public void What_is_older_than_is_kept_goes_and_nothing_else()
    {
        foreach (var day in new[] { "2025-08-16", "2025-08-17", "2026-03-04" }) File.WriteAllText(Named(day), day);
        File.WriteAllText(Path.Combine(folder.FullName, "notes.txt"), "");

        using var file = NewFile();
        file.Open();

        Assert.Equal(["notes.txt", "waystation-2025-08-17.jsonl", "waystation-2026-03-04.jsonl", "waystation-2026-03-05.jsonl"], folder.EnumerateFiles().Select(f => f.Name).Order());
    }

    [Fact]
    public void Two_programs_write_beside_each_other_and_a_restart_goes_on_in_the_same_file()
    {
        using (var one = NewFile())
        using (var other = NewFile())
        {
            one.Write("one");
            other.Write("other");
        }

        using (var again = NewFile()) again.Write("again");

        Assert.Equal("one\nagain\n", File.ReadAllText(Named("2026-03-05")));
        Assert.Equal("other\n", File.ReadAllText(Named("2026-03-05-2")));
    }

    [Fact]
    public void A_flood_does_not_fill_the_disk()
    {
        using (var grown = File.Create(Named("2026-03-05"))) grown.SetLength(256 << 20);
        using var file = NewFile();

        Assert.False(file.Write("too much"));
    }

    public void Dispose() => folder.Delete(recursive: true);

    DayFile NewFile() => new(new(folder.FullName, 200), clock);

    string Named(string day) => Path.Combine(folder.FullName, $"waystation-{day}.jsonl");
}
