using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging.Console;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>Serves pages and the API until it is told to stop.</summary>
public sealed class Serve(Features features)
{
    public async Task<int> RunAsync(ServeOrder order, CancellationToken ct)
    {
        await using var house = await House.OpenAsync(order.Folder, order.Db, Console.Error.WriteLine, ct);
        if (order.Demo) await new FirstStart(features).RunAsync(house, ct);

        await using var app = Build(house, web => Listen(web, order));
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new Refusal(new Sentence("commands.port-taken", order.Port), taken);
        }

        await WelcomeAsync(house, order);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    /// <summary>The web program over an opened house; tests build the same one with a server of their own.</summary>
    public WebApplication Build(House house, Action<WebApplicationBuilder> listen)
    {
        // What is served stands beside the program, wherever it was called from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Serve).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddJsonConsole(console => console.UseUtcTimestamp = true);
        // A log that nobody reads must never hold up the people the server serves.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        listen(builder);
        AddServices(builder.Services, house);
        features.AddServices(builder.Services);
        foreach (var door in features.Doors) builder.Services.AddSingleton(door);

        var app = builder.Build();
        Pipeline(app);
        return app;
    }

    static void AddServices(IServiceCollection services, House house)
    {
        services.AddSingleton(house);
        services.AddSingleton(house.Folder);
        services.AddSingleton(house.Database.Source);
        services.AddSingleton(house.Vault);
        services.AddSingleton(new PersonKeys(house.Vault, house.Clock));
        services.AddSingleton(house.Clock);
        services.AddAccounts(house);
        services.AddProblemDetails();
        services.AddOpenApi();
        services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "image/svg+xml"]);
        // Without it a form carries hints for a script that we do not have, and a hidden line whose inline style our own policy forbids.
        services.AddRazorPages(pages => pages.RootDirectory = "/").AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<RequestLocalizationOptions>(language =>
        {
            // Formats stay the same in both languages; only the words change.
            language.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en");
            language.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
    }

    void Pipeline(WebApplication app)
    {
        app.UseMiddleware<SafeHeaders>();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseTroubles();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAccounts();
        app.MapRazorPages();
        app.MapOpenApi().WithMetadata(new ForEveryoneAttribute());
        features.MapEndpoints(app);
    }

    static void Listen(WebApplicationBuilder web, ServeOrder order) => web.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        if (order.Listen is null) kestrel.ListenLocalhost(order.Port);
        if (order.Listen is not null) kestrel.Listen(AddressOf(order.Listen), order.Port);
    });

    static IPAddress AddressOf(string listen)
    {
        Rule.Require(IPAddress.TryParse(listen, out var address), new Sentence("commands.listen-unreadable", listen));
        return address!;
    }

    static async Task WelcomeAsync(House house, ServeOrder order)
    {
        Console.WriteLine(Words.Say("commands.serving", $"http://{order.Listen ?? "localhost"}:{order.Port}", order.Folder.Root));
        foreach (var line in DemoAccounts.Told(house.Folder)) Console.WriteLine(line);
        if (!await AnyOfficer.StandsAsync(house)) Console.WriteLine(Words.Say("commands.no-officer"));
    }
}
