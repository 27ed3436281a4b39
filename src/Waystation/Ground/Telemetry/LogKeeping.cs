using System.Globalization;
using Waystation.Shared;

namespace Waystation.Telemetry;

/// <summary>Where log files stand and for how many days.</summary>
sealed record LogKeeping(string Folder, int Days)
{
    /// <summary>"Not less than six months": Cybersecurity Law of the PRC, article 21 (23 in the version in force from 2026). Six months are never longer than 184 days; the shortest that may be set is 180, as the grading inspections count.</summary>
    const int FewestDays = 180;

    const int UsualDays = 200;
    const string FolderSetting = "WAYSTATION_LOGS";
    const string DaysSetting = "WAYSTATION_LOG_DAYS";

    /// <param name="setting">Asks the environment.</param>
    public static LogKeeping Read(Func<string, string?> setting, string dataFolder)
    {
        var given = setting(DaysSetting);
        var days = UsualDays;
        var isNumber = string.IsNullOrEmpty(given) || int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out days);
        Rule.Require(isNumber && days >= FewestDays, new Sentence("telemetry.days-too-few", DaysSetting, given, FewestDays));
        return new(Path.GetFullPath(setting(FolderSetting) is { Length: > 0 } folder ? folder : Path.Combine(dataFolder, "logs")), days);
    }
}
