using Waystation.Calendar;
using Waystation.Claims;
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
            var candidate = rules.With(Path.GetFileName(file), await File.ReadAllTextAsync(file, ct), house.Folder);
            var years = await new PreviewRule(house, rules).RunAsync(candidate, ct);
            var claims = await new ClaimPreview(new(house, rules, new(new(house.Vault, house.Clock)), WorkingCalendar.Of(house.Folder.Calendar)), rules).RunAsync(candidate, ct);
            await new LogLine(Actor.Command, Did.PreviewedRule, house.Clock.GetUtcNow(), Amount: years.Sum(y => y.Changed) + claims.Sum(c => c.Changed)).WriteAsync(house.Database.Source, ct);
            await new SealLog(house).RunAsync(ct);
            foreach (var line in years.SelectMany(PreviewText.InWords).Concat(claims.Select(c => c.InWords))) speech.Tell(line.ToString());
            speech.Result(PreviewText.Summary(years).ToString(), new
            {
                changed = years.Sum(y => y.Changed), changedClaims = claims.Sum(c => c.Changed),
                years = years.Select(y => new
                {
                    y.Year, y.Rule, y.People, y.Changed, moreYuan = y.More.ToString(), lessYuan = y.Less.ToString(),
                    largest = y.Largest.Select(c => new { beforeYuan = c.Before.ToString(), afterYuan = c.After.ToString() }),
                }),
                claims = claims.Select(c => new { plan = c.Plan.In(Words.IsEnglish), c.Claims, c.Changed, c.Open, moreYuan = c.More.ToString(), lessYuan = c.Less.ToString() }),
            });
            return ExitCode.Done;
        }
        catch (Refusal refusal)
        {
            return speech.Refuse(refusal.Sentence, file, refusal.Row);
        }
    }
}
