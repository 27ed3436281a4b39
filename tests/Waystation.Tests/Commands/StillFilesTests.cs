using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Waystation.Commands;

public class StillFilesTests
{
    [Fact]
    public async Task A_house_that_serves_watches_no_file()
    {
        await using var house = await TestHouse.NewAsync();

        var served = house.Services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider;
        Assert.True(served.GetFileInfo("site.css").Exists);
        Assert.False(served.Watch("site.css").ActiveChangeCallbacks);
        var settings = ((IConfigurationRoot)house.Services.GetRequiredService<IConfiguration>()).Providers.OfType<FileConfigurationProvider>().ToList();
        Assert.NotEmpty(settings);
        Assert.DoesNotContain(settings, file => file.Source.ReloadOnChange);
    }
}
