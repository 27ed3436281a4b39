using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.ResponseCompression;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.Shared;
using Waystation.Telemetry;

namespace Waystation.Commands;

/// <summary>Serves pages and the API until it is told to stop.</summary>
public sealed class Serve(Features features)
{
    /// <summary>While the program starts.</summary>
    const int JobsAtOnce = 2;

    public async Task<int> RunAsync(ServeOrder order, CancellationToken ct)
    {
        var listening = new Listening(order, TimeProvider.System);
        using var logs = TelemetryRoom.OpenLogs(Environment.GetEnvironmentVariable, order.Folder.Root, TimeProvider.System);
        using var export = TelemetryRoom.Export(Environment.GetEnvironmentVariable);
        await using var house = await House.OpenAsync(order.Folder, order.Db, Console.Error.WriteLine, ct);
        await new FirstStart(new Speech(AsJson: false)).RunAsync(house, order.Demo, ct);

        await using var app = Build(house, web =>
        {
            listening.Open(web);
            web.Logging.AddProvider(logs);
        });
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException taken) when (taken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new Refusal(new Sentence("commands.port-taken", order.Port), taken);
        }

        await WelcomeAsync(house, listening.Address(order), order);
        await app.WaitForShutdownAsync(ct);
        return ExitCode.Done;
    }

    /// <summary>The web program over an opened house; tests build the same one with a server of their own.</summary>
    public WebApplication Build(House house, Action<WebApplicationBuilder> listen)
    {
        // What is served stands beside the program, wherever it was called from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Serve).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Environment.WebRootFileProvider = new StillFiles(builder.Environment.WebRootFileProvider);
        // Otherwise the variable ASPNETCORE_FORWARDEDHEADERS_ENABLED would have everybody's claims believed.
        builder.Configuration["ForwardedHeaders_Enabled"] = "false";
        builder.Logging.ClearProviders().AddPlainConsole();
        listen(builder);
        AddServices(builder.Services, house);
        features.AddServices(builder.Services);
        foreach (var door in features.Doors) builder.Services.AddSingleton(door);
        foreach (var wait in features.Waits) builder.Services.AddSingleton(wait);

        var app = builder.Build();
        var turns = new SemaphoreSlim(JobsAtOnce);
        foreach (var job in app.Services.GetServices<IHostedService>().OfType<RepeatedJob>()) job.Turns = turns;
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
        services.AddSingleton(new DemoNotice(house.IsDemo));
        services.AddAccounts(house);
        services.AddOrigin();
        services.AddProblemDetails();
        services.AddOutputCache();
        services.AddCors();
        services.AddOpenApi();
        services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(compression => compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "application/x-ndjson", "text/csv", "image/svg+xml"]);
        // Without it a form carries hints for a script that we do not have, and a hidden line whose inline style our own policy forbids.
        services.AddRazorPages(pages => pages.RootDirectory = "/").AddMvcOptions(mvc =>
        {
            mvc.Filters.Add<UnknownForm>();
            mvc.Filters.Add<StaleForm>();
            mvc.ModelBindingMessageProvider.SayInOurWords();
        }).AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<RequestLocalizationOptions>(language =>
        {
            // Formats stay the same in both languages; only the words change.
            language.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en");
            language.RequestCultureProviders = [new CookieRequestCultureProvider()];
        });
    }

    void Pipeline(WebApplication app)
    {
        app.UseAnswered();
        app.UseMiddleware<SafeHeaders>();
        app.UseOrigin();
        app.UseMiddleware<NoStoreSignedIn>();
        // Around the compression, so that what is kept is kept compressed.
        app.UseOutputCache();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseTroubles();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = KeepForEver });
        app.UseMiddleware<HeadAnswers>();
        app.UseRouting();
        app.UseCors();
        app.UseTooLarge();
        app.UseAskedFor();
        app.UseAccounts();
        app.MapRazorPages();
        app.MapOpenApi().WithMetadata(new ForEveryoneAttribute());
        features.MapEndpoints(app);
    }

    /// <summary>An address that bears the hash of what it serves never serves anything else.</summary>
    static void KeepForEver(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file)
    {
        if (file.Context.Request.Query.ContainsKey("v")) file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
    }

    static async Task WelcomeAsync(House house, string address, ServeOrder order)
    {
        Console.WriteLine(Words.Say("commands.serving", address, order.Folder.Root));
        foreach (var line in DemoAccounts.Told(house.Folder)) Console.WriteLine(line);
        if (!await AnyOfficer.StandsAsync(house)) Console.WriteLine(Words.Say("commands.no-officer"));
    }
}
