using Waystation.Data;
using Waystation.Logbook;
using Waystation.MembershipCodes;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>How a settlement is asked for on the command line.</summary>
sealed record SettleWords(string Quarter, string Lines, string? Out, bool DryRun);

/// <summary>A quarter's direct settlement from the command line.</summary>
sealed class RunSettle(Speech speech)
{
    const int Shown = 20;

    public async Task<int> RunAsync(DataFolder folder, string? db, SettleWords words, CancellationToken ct)
    {
        try
        {
            var quarter = Quarter.Read(words.Quarter);
            Rule.Require(File.Exists(words.Lines), new Sentence("commands.no-such-file", words.Lines));
            await using var house = await House.OpenAsync(folder, db, speech.Tell, ct);
            Rule.Require(words.DryRun || !house.IsDemo, new Sentence("commands.no-import-into-a-demo"));
            var settle = new SettleQuarter(house, Rules.Read(house.Folder, Rooms.RuleKinds));
            var order = new SettleOrder(quarter, words.Lines, Path.GetFileName(words.Lines), Actor.Command, speech.Progress(words.Quarter));
            return words.DryRun ? await TryAsync(settle, order, ct) : await SettleAsync(house, settle, order, words.Out, ct);
        }
        catch (Refusal refusal)
        {
            return speech.Refuse(refusal.Sentence, words.Lines, refusal.Row);
        }
    }

    async Task<int> SettleAsync(House house, SettleQuarter settle, SettleOrder order, string? file, CancellationToken ct)
    {
        var settled = await settle.RunAsync(order, ct);
        if (file is not null) await new PaymentList(house).WriteAsync(order.Quarter, file, ct);
        await new SealLog(house).RunAsync(ct);
        speech.EndProgress();
        await RemarkAsync(house, order.Quarter, settled.Figures, ct);
        speech.Result(InWords(settled), ForMachines(settled));
        return settled.Figures.RefusedLines > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }

    async Task<int> TryAsync(SettleQuarter settle, SettleOrder order, CancellationToken ct)
    {
        var trial = await settle.TryAsync(order, ct);
        speech.EndProgress();
        foreach (var district in trial.Districts) speech.Tell(Words.Say("commands.settle-district", district.District, district.Payments, district.Total.Shown));
        foreach (var (union, pay) in trial.Largest) speech.Tell(Words.Say("commands.settle-largest", pay.Shown, union));
        speech.Result(Words.Say("commands.settle-would", order.Quarter, trial.Figures.Payments, trial.Figures.Total.Shown, trial.Figures.Failed), new
        {
            quarter = order.Quarter.ToString(), dryRun = true, payments = trial.Figures.Payments, failed = trial.Figures.Failed, refusedLines = trial.Figures.RefusedLines, totalYuan = trial.Figures.Total.ToString(),
            districts = trial.Districts.Select(d => new { d.District, d.Payments, totalYuan = d.Total.ToString() }),
            largest = trial.Largest.Select(l => new { l.Union, yuan = l.Pay.ToString() }),
        });
        return trial.Figures.RefusedLines > 0 ? ExitCode.SomeRefused : ExitCode.Done;
    }

    async Task RemarkAsync(House house, Quarter quarter, SettlementFigures figures, CancellationToken ct)
    {
        var remarks = new RunRemarks(house);
        foreach (var (line, why) in await remarks.RefusedAsync(quarter, Shown, ct)) speech.Tell(Words.Say("commands.settle-refused", line, why));
        if (figures.RefusedLines > Shown) speech.Tell(Words.Say("commands.more-problems", figures.RefusedLines - Shown));
        if (figures.UnknownPersonLines == 0) return;
        var unknown = await remarks.UnknownAsync(quarter, Shown, ct);
        speech.Tell(Words.Say("commands.settle-unknown", figures.UnknownPersonLines, string.Join(", ", unknown) + (figures.UnknownPersonLines > unknown.Count ? ", …" : "")));
    }

    static string InWords(Settled settled) => Words.Say(settled.AlreadyRun ? "commands.settle-was-done" : "commands.settle-done",
        settled.Quarter, settled.Figures.Lines, settled.Figures.Payments, settled.Figures.Total.Shown, settled.Figures.Failed, settled.Figures.RefusedLines, settled.Figures.IneligiblePersons, settled.Figures.OverpaidPersons);

    static object ForMachines(Settled settled) => new
    {
        quarter = settled.Quarter.ToString(), settled.Figures.Lines, settled.Figures.DistinctLinesKnown, settled.Figures.RefusedLines, settled.Figures.UnknownPersonLines, settled.Figures.IneligiblePersons,
        settled.Figures.Payments, settled.Figures.Failed, totalYuan = settled.Figures.Total.ToString(), settled.Figures.OverpaidPersons, settled.AlreadyRun,
    };
}
