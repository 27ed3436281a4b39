using Waystation.Data;
using Waystation.Logbook;
using Waystation.MutualAid;
using Waystation.Rulebook;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>What a rule file would change, before it is put into force.</summary>
sealed class RunPreview(Speech speech)
{
    public async Task<int> RunAsync(DataFolder folder, string? db, string file, CancellationToken ct)
    {
        try
        {
            Rule.Require(File.Exists(file), new Sentence("commands.no-such-file", file));
            await using var house = await House.OpenAsync(folder, db, speech.Tell, ct);
            var rules = Rules.Read(house.Folder, Rooms.RuleKinds);
            var years = await new PreviewRule(house, rules).RunAsync(rules.With(Path.GetFileName(file), await File.ReadAllTextAsync(file, ct), house.Folder), ct);
            await new LogLine(Actor.Command, Did.PreviewedRule, house.Clock.GetUtcNow(), Amount: years.Sum(y => y.Changed)).WriteAsync(house.Database.Source, ct);
            await new SealLog(house).RunAsync(ct);
            foreach (var line in years.SelectMany(PreviewText.InWords)) speech.Tell(line.ToString());
            speech.Result(PreviewText.Summary(years).ToString(), new
            {
                changed = years.Sum(y => y.Changed),
                years = years.Select(y => new
                {
                    y.Year, y.Rule, y.People, y.Changed, moreYuan = y.More.ToString(), lessYuan = y.Less.ToString(),
                    largest = y.Largest.Select(c => new { beforeYuan = c.Before.ToString(), afterYuan = c.After.ToString() }),
                }),
            });
            return ExitCode.Done;
        }
        catch (Refusal refusal)
        {
            return speech.Refuse(refusal.Sentence, file, refusal.Row);
        }
    }
}
