using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Waystation.Commands;
using Waystation.Data;

namespace Waystation.Telemetry;

/// <summary>Planted names and numbers are looked for in everything that the program writes about itself.</summary>
public sealed class NothingPersonalTests : IDisposable
{
    static readonly string[] planted = ["13812345678", "王小芳", "SECRET-CODE", "11010519491231002X", "%E7%8E%8B"];

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waystation-logs-");

    [Fact]
    public async Task Nothing_that_a_visitor_sends_is_found_in_the_logs()
    {
        // At every level, though the program itself begins at warnings.
        using (var files = new LogFiles(new(folder.FullName, 200), TimeProvider.System))
        await using (var door = await Doorstep.OpenAsync(OriginOrder.Plain, web => web.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(files)))
            await PlantAsync(door.Visitor("http://localhost"));

        var lines = File.ReadAllText(folder.EnumerateFiles().Single().FullName);

        foreach (var secret in planted) Assert.DoesNotContain(secret, lines);
        Assert.Contains("\"Status\":500,\"Method\":\"GET\",\"Route\":\"/test/boom/{code}\"", lines);
        Assert.Contains("\"kind\":\"System.FormatException\",\"place\":\"   at Waystation.Commands.Doorstep", lines);
        Assert.Contains("\"code\":\"22P02\"", lines);
        Assert.Contains("\"Status\":400,\"Method\":\"POST\",\"Route\":\"/desk/sign-in\"", lines);
    }

    [Fact]
    public void The_console_writes_the_same_lines_and_leaves_texts_out()
    {
        var said = new StringWriter();
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(
            LogLevel.Error, "Test", new(7), [new("Name", planted[1]), new("Phone", 13812345678L), new("Rows", 12L), new("{OriginalFormat}", "{Name} {Phone} {Rows}")],
            new InvalidOperationException(planted[0], new FormatException(planted[3])), (_, _) => planted[1]);

        new PlainConsole(new StoppedClock(new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero))).Write(in entry, null, said);

        Assert.Equal(
            """{"at":"2026-03-05T01:00:00Z","level":"Error","from":"Test","event":7,"Rows":12,"text":"{Name} {Phone} {Rows}","error":[{"kind":"System.InvalidOperationException"},{"kind":"System.FormatException"}]}""",
            said.ToString().TrimEnd());
    }

    [Fact]
    public async Task The_program_that_is_served_writes_to_the_console_by_this_form_alone()
    {
        await using var database = await TestDatabase.NewAsync();
        await using var house = await House.OpenAsync(database.Folder, database.Database.ConnectionString);
        await using var app = new Serve(Rooms.Features).Build(house, _ => { });

        Assert.Single(app.Services.GetServices<ILoggerProvider>());
        Assert.Equal(PlainConsole.FormatName, app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }

    public void Dispose() => folder.Delete(recursive: true);

    static async Task PlantAsync(HttpClient visitor)
    {
        var query = $"?x={planted[0]}&name={planted[1]}&lat={planted[3]}";
        foreach (var page in new[] { $"/slip/{planted[2]}", $"/test/boom/{planted[2]}", $"/no-such-page/{planted[1]}", $"/api/stations/nearby", $"/unions/{planted[1]}", "/members/import" })
            await visitor.GetAsync(page + query);
        var form = new FormUrlEncodedContent([new("name", planted[1]), new("phone", planted[0]), new("Key", planted[3])]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync($"/desk/sign-in{query}", form)).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await visitor.PostAsync($"/test/spoilt{query}", form)).StatusCode);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("Cookie", $"waystation.session={planted[2]}");
        await visitor.SendAsync(new(new HttpMethod(planted[2]), $"/about{query}") { Headers = { Host = "elsewhere.example" } });
    }
}
