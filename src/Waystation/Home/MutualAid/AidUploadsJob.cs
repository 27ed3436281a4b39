using Waystation.Data;
using Waystation.Logbook;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.MutualAid;

/// <summary>Reads what was handed in, one file after the other, and goes on after a restart.</summary>
sealed class AidUploadsJob(AidUploads uploads, House house, Rules rules, IEnumerable<PreviewOthers> others, ILogger<AidUploadsJob> log) : RepeatedJob(log)
{
    static readonly TimeSpan look = TimeSpan.FromSeconds(20), rest = TimeSpan.FromSeconds(5), between = TimeSpan.FromMilliseconds(500);

    protected override string Trouble => "The upload could not be read";

    protected override TimeSpan Rest => rest;

    protected override async Task<TimeSpan?> WorkAsync(CancellationToken stopping)
    {
        while (await uploads.NextAsync(stopping) is { } next) await TakeAsync(next.Id, next.Kind, new(next.Quarter ?? default, next.Path, next.File, next.By, Shown(next.Id, stopping)), stopping);
        await uploads.WaitAsync(look, stopping);
        return TimeSpan.Zero;
    }

    async Task TakeAsync(Guid id, UploadKind kind, SettleOrder order, CancellationToken ct)
    {
        try
        {
            Rule.Require(File.Exists(order.Path), Say.NoSuchFile(order.FileName));
            await uploads.CloseAsync(id, null, await ResultAsync(kind, order, ct), CancellationToken.None);
        }
        catch (Refusal refusal)
        {
            await uploads.CloseAsync(id, refusal.Sentence, [], CancellationToken.None);
        }
    }

    async Task<IReadOnlyList<UploadLine>> ResultAsync(UploadKind kind, SettleOrder order, CancellationToken ct)
    {
        var settle = new SettleQuarter(house, rules);
        if (kind is UploadKind.Lines)
        {
            var settled = await settle.RunAsync(order, ct);
            return [UploadLine.Of(new(settled.AlreadyRun ? "aid.upload-was-settled" : "aid.upload-settled", settled.Figures.Payments, settled.Figures.Total.Shown, settled.Figures.RefusedLines))];
        }

        if (kind is UploadKind.Rule) return await PreviewAsync(order, ct);
        if (kind is UploadKind.Trial) return InWords(await settle.TryAsync(order, ct));
        var report = await new ImportInsured(house).RunAsync(order.Path, dryRun: false, order.By, order.Progress, ct);
        return [UploadLine.Of(new("aid.upload-register", report.Created, report.Updated, report.Unchanged, report.Refused)), .. report.Problems.Take(10).Select(p => UploadLine.Of(p.Message, p.Row))];
    }

    async Task<IReadOnlyList<UploadLine>> PreviewAsync(SettleOrder order, CancellationToken ct)
    {
        Rule.Require(new FileInfo(order.Path).Length <= AidUploads.LargestRule, Say.NotARuleFile);
        var candidate = rules.With(order.FileName, await File.ReadAllTextAsync(order.Path, ct), house.Folder);
        var years = await new PreviewRule(house, rules).RunAsync(candidate, ct);
        List<Sentence> said = [PreviewText.Summary(years), .. years.SelectMany(PreviewText.InWords)];
        foreach (var other in others) said.AddRange(await other(candidate, ct));
        await new LogLine(order.By, Did.PreviewedRule, house.Clock.GetUtcNow(), Amount: years.Sum(y => y.Changed)).WriteAsync(house.Database.Source, ct);
        return [.. said.Select(line => UploadLine.Of(line))];
    }

    static IReadOnlyList<UploadLine> InWords(TrialSettlement trial) =>
    [
        UploadLine.Of(new("aid.upload-trial", trial.Figures.Payments, trial.Figures.Total.Shown, trial.Figures.Failed, trial.Figures.RefusedLines)),
        .. trial.Districts.Select(d => UploadLine.Of(new("aid.upload-district", d.District, d.Payments, d.Total.Shown))),
        .. trial.Largest.Select(l => UploadLine.Of(new("aid.upload-largest", l.Union, l.Pay.Shown))),
    ];

    /// <summary>Now and then, and not waited for: reading goes on.</summary>
    Action<long, long?> Shown(Guid id, CancellationToken ct)
    {
        var last = 0L;
        return (done, of) =>
        {
            if (house.Clock.GetElapsedTime(last) < between) return;
            last = house.Clock.GetTimestamp();
            _ = uploads.ShowAsync(id, done, of ?? 0, ct);
        };
    }
}
