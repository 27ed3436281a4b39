namespace Waystation.Pictures;

/// <summary>What a power cut does to names nobody can see here; that the call is made, and that its failure is not passed over, they can.</summary>
public class FolderEntriesTests
{
    [Fact]
    public void A_folder_that_cannot_be_flushed_is_told_and_one_that_is_there_can()
    {
        FolderEntries.Flush(Path.GetTempPath());

        if (!OperatingSystem.IsWindows()) Assert.Throws<IOException>(() => FolderEntries.Flush("/no/such/folder"));
    }
}
