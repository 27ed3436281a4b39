using Waystation.Data;
using Waystation.Logbook;
using Waystation.MembershipCodes;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>The keys that sign membership codes: shown, renewed before their time, withdrawn when one may have become known.</summary>
sealed class RunCodeKeys(Speech speech)
{
    public async Task<int> RunAsync(DataFolder folder, string? db, bool renew, string? withdraw, CancellationToken ct)
    {
        Rule.Require(db is not null || Directory.Exists(folder.Cluster), new Sentence("commands.nothing-to-check", folder.Root));
        await using var house = await House.OpenAsync(folder, db, speech.Tell, ct);
        var keys = new CodeKeys(house.Database.Source, house.Vault, house.Clock);
        if (withdraw is not null) await keys.WithdrawAsync(withdraw, Actor.Command, ct);
        if (renew) await keys.RenewAsync(CodeAlgorithm.OfTheOperator(), Actor.Command, ct);
        // No server may be running that would do it.
        await new SealLog(house).RunAsync(ct);

        var shown = await keys.ShowAsync(ct);
        foreach (var key in shown) speech.Tell(Said(key).ToString());
        speech.Result(new Sentence("commands.code-keys-are", shown.Count).ToString(), new { keys = shown });
        return ExitCode.Done;
    }

    static Sentence Said(ShownCodeKey key) => key.RetiredAt is { } retired
        ? new("commands.code-key-retired", key.Id, key.Algorithm, City.LocalTime(key.MadeAt), City.LocalTime(retired))
        : new("commands.code-key-in-use", key.Id, key.Algorithm, City.LocalTime(key.MadeAt));
}
