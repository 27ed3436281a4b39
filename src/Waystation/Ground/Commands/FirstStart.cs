using Waystation.Data;
using Waystation.DemoCity;
using Waystation.Shared;

namespace Waystation.Commands;

/// <summary>An empty installation becomes a demo; one that was stopped on the way is finished first, whatever was asked for.</summary>
sealed class FirstStart(Speech speech)
{
    public async Task RunAsync(House house, CitySize? wished, CancellationToken ct)
    {
        if (house.Demo is { IsWhole: true } || (house.Demo is null && (wished is null || !await MakeCity.MayMakeAsync(house, ct)))) return;

        var began = house.Clock.GetTimestamp();
        speech.Tell(Words.Say("commands.demo-begins"));
        await new MakeCity(house, house.Clock, Show).RunAsync(wished ?? CitySize.Full, ct);
        speech.EndProgress();
        var made = CitySize.Of(house.Demo!.Size);
        speech.Tell(Words.Say("commands.demo-made", made.Unions, made.Members, made.Stations, house.Clock.GetElapsedTime(began).TotalSeconds));
    }

    void Show(CityStep step, long done, long? of) => speech.Progress(Words.Say($"commands.demo-{step.ToString().ToLowerInvariant()}"))(done, of);
}
