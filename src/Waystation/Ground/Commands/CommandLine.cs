using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Waystation.Accounts;
using Waystation.Data;
using Waystation.DemoCity;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>The command line: what may be typed after <c>./run</c>.</summary>
public sealed class CommandLine
{
    readonly Features features;
    readonly Option<string> data = new("--data") { Description = Words.Say("commands.data"), DefaultValueFactory = _ => "./data", HelpName = "DIR", Recursive = true };
    readonly Option<string?> db = new("--db") { Description = Words.Say("commands.db"), HelpName = "CONNECTION", Recursive = true };
    readonly Option<bool> json = new("--json") { Description = Words.Say("commands.json"), Recursive = true };

    public CommandLine(Features features) => this.features = features;

    public static void ChooseLanguage()
    {
        var wish = Environment.GetEnvironmentVariable("LC_ALL") ?? Environment.GetEnvironmentVariable("LANG") ?? "";
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = wish.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Words.English : Words.Chinese;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    }

    public async Task<int> RunAsync(string[] args)
    {
        var asked = Root().Parse(args);
        var speech = new Speech(AsJson: asked.GetValue(json) || args.Contains("--json"));
        if (asked.Errors.Count > 0) return speech.Refuse(new Sentence("commands.usage", asked.Errors[0].Message));

        using var stopped = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stopped));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stopped));
        try
        {
            return await asked.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stopped.Token);
        }
        catch (Refusal refusal)
        {
            return speech.Refuse(refusal.Sentence);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            speech.Tell(Words.Say("commands.stopped"));
            return ExitCode.Stopped;
        }
    }

    static void Stop(PosixSignalContext signal, CancellationTokenSource stopped)
    {
        signal.Cancel = true;
        stopped.Cancel();
    }

    RootCommand Root()
    {
        var root = new RootCommand(Words.Say("commands.what")) { data, db, json };
        Serving(root);
        root.Add(Serving(new Command("serve", Words.Say("commands.serve"))));
        root.Add(Importing());
        root.Add(Backing());
        root.Add(Restoring());
        root.Add(AddingOfficers());
        root.Add(Settling());
        root.Add(Previewing());
        root.Add(CodeKeys());
        foreach (var check in features.Checks) root.Add(Checking(check));
        foreach (var chore in features.Chores) root.Add(Doing(chore));
        return root;
    }

    T Serving<T>(T command) where T : Command
    {
        var port = new Option<int>("--port") { Description = Words.Say("commands.port"), DefaultValueFactory = _ => 5080, HelpName = "N" };
        var listen = new Option<string?>("--listen") { Description = Words.Say("commands.listen"), HelpName = "ADDRESS" };
        var noDemo = new Option<bool>("--no-demo") { Description = Words.Say("commands.no-demo") };
        command.Add(port);
        command.Add(listen);
        // Smaller, for whoever tests what is shown and not how much.
        var demo = new Option<string>("--demo") { Hidden = true, DefaultValueFactory = _ => CitySize.Full.Code };
        demo.AcceptOnlyFromAmong(CitySize.Full.Code, CitySize.Small.Code);
        command.Add(noDemo);
        command.Add(demo);
        var origin = new OriginOptions(command);
        command.SetAction((asked, ct) => new Serve(features).RunAsync(
            new ServeOrder(FolderOf(asked), asked.GetValue(db), asked.GetValue(port), asked.GetValue(listen), asked.GetValue(noDemo) ? null : CitySize.Of(asked.GetValue(demo)!)) { Origin = origin.Read(asked) }, ct));
        return command;
    }

    Command Importing()
    {
        var command = new Command("import", Words.Say("commands.import"));
        foreach (var import in features.Imports)
        {
            var one = new Command(import.Name, Words.Say($"commands.import-{import.Name}"));
            var file = new Argument<string>("FILE") { Description = Words.Say("commands.import-file") };
            var dryRun = new Option<bool>("--dry-run") { Description = Words.Say("commands.dry-run") };
            var applications = new Option<bool>("--applications") { Description = Words.Say("commands.applications"), Hidden = import.Name != "members" };
            one.Add(file);
            one.Add(dryRun);
            one.Add(applications);
            one.SetAction((asked, ct) => new RunImport(import, new Speech(asked.GetValue(json))).RunAsync(
                FolderOf(asked), asked.GetValue(db), asked.GetValue(file)!, asked.GetValue(dryRun), asked.GetValue(applications), ct));
            command.Add(one);
        }

        return command;
    }

    Command Backing()
    {
        var command = new Command("backup", Words.Say("commands.backup"));
        var file = new Argument<string>("FILE") { Description = Words.Say("commands.backup-file") };
        command.Add(file);
        command.SetAction((asked, ct) => new RunBackup(new Speech(asked.GetValue(json))).WriteAsync(FolderOf(asked), asked.GetValue(db), asked.GetValue(file)!, ct));
        return command;
    }

    Command Restoring()
    {
        var command = new Command("restore", Words.Say("commands.restore"));
        var file = new Argument<string>("FILE") { Description = Words.Say("commands.restore-file") };
        command.Add(file);
        command.SetAction((asked, ct) => new RunBackup(new Speech(asked.GetValue(json))).ReadAsync(FolderOf(asked), asked.GetValue(db), asked.GetValue(file)!, ct));
        return command;
    }

    Command AddingOfficers()
    {
        var command = new Command("add-officer", Words.Say("commands.add-officer"));
        var name = new Argument<string>("NAME") { Description = Words.Say("commands.officer-name") };
        var role = new Option<string>("--role") { Description = Words.Say("commands.officer-role", string.Join(", ", Roles.All.Select(r => r.Code()))), Required = true, HelpName = "ROLE" };
        var union = new Option<string>("--union") { Description = Words.Say("commands.officer-union"), Required = true, HelpName = "UNION" };
        var only = new Option<bool>("--only") { Description = Words.Say("commands.officer-only") };
        var site = new Option<string>("--site") { Description = Words.Say("commands.officer-site"), DefaultValueFactory = _ => "http://localhost:5080", HelpName = "URL" };
        command.Add(name);
        foreach (var option in (Option[])[role, union, only, site]) command.Add(option);
        command.SetAction((asked, ct) => new RunAddOfficer(new Speech(asked.GetValue(json))).RunAsync(FolderOf(asked), asked.GetValue(db),
            new OfficerOrder(asked.GetValue(name)!, asked.GetValue(role)!, asked.GetValue(union)!, asked.GetValue(only), asked.GetValue(site)!), ct));
        return command;
    }

    Command Settling()
    {
        var command = new Command("settle", Words.Say("commands.settle"));
        var quarter = new Argument<string>("QUARTER") { Description = Words.Say("commands.settle-quarter") };
        var lines = new Option<string>("--lines") { Description = Words.Say("commands.settle-lines"), Required = true, HelpName = "FILE" };
        var to = new Option<string?>("--out") { Description = Words.Say("commands.settle-out"), HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = Words.Say("commands.dry-run") };
        command.Add(quarter);
        foreach (var option in (Option[])[lines, to, dryRun]) command.Add(option);
        command.SetAction((asked, ct) => new RunSettle(new Speech(asked.GetValue(json))).RunAsync(FolderOf(asked), asked.GetValue(db),
            new SettleWords(asked.GetValue(quarter)!, asked.GetValue(lines)!, asked.GetValue(to), asked.GetValue(dryRun)), ct));
        return command;
    }

    Command Previewing()
    {
        var command = new Command("preview-rule", Words.Say("commands.preview-rule"));
        var file = new Argument<string>("FILE") { Description = Words.Say("commands.preview-file") };
        command.Add(file);
        command.SetAction((asked, ct) => new RunPreview(new Speech(asked.GetValue(json))).RunAsync(FolderOf(asked), asked.GetValue(db), asked.GetValue(file)!, ct));
        return command;
    }

    Command CodeKeys()
    {
        var command = new Command("code-keys", Words.Say("commands.code-keys"));
        var renew = new Option<bool>("--renew") { Description = Words.Say("commands.code-keys-renew") };
        var withdraw = new Option<string?>("--withdraw") { Description = Words.Say("commands.code-keys-withdraw"), HelpName = "KEY" };
        command.Add(renew);
        command.Add(withdraw);
        command.SetAction((asked, ct) => new RunCodeKeys(new Speech(asked.GetValue(json))).RunAsync(
            FolderOf(asked), asked.GetValue(db), asked.GetValue(renew), asked.GetValue(withdraw), ct));
        return command;
    }

    Command Checking(Check check)
    {
        var command = new Command(check.Name, Words.Say($"commands.{check.Name}"));
        command.SetAction((asked, ct) => new RunCheck(check, new Speech(asked.GetValue(json))).RunAsync(FolderOf(asked), asked.GetValue(db), ct));
        return command;
    }

    Command Doing(Chore chore)
    {
        var command = new Command(chore.Name, Words.Say($"commands.{chore.Name}"));
        var dryRun = new Option<bool>("--dry-run") { Description = Words.Say("commands.dry-run") };
        command.Add(dryRun);
        command.SetAction((asked, ct) => new RunChore(chore, new Speech(asked.GetValue(json))).RunAsync(FolderOf(asked), asked.GetValue(db), asked.GetValue(dryRun), ct));
        return command;
    }

    DataFolder FolderOf(ParseResult asked) => DataFolder.At(asked.GetValue(data)!);
}
