using Waystation.Shared;
using Waystation.Tables;

namespace Waystation.Places;

/// <summary>What sort of place the register lists. <c>Word</c> is the register's own, <c>Code</c> the one for machines and storage.</summary>
public sealed class StationKind
{
    public static readonly StationKind Station = new("station", "暖心驿站", "驿站", "服务站点", "户外劳动者", "港湾", "司机之家", "歇脚");
    public static readonly StationKind Home = new("home", "职工之家", "职工活动", "职工服务中心");
    public static readonly StationKind NursingRoom = new("nursing-room", "母婴关爱室", "母婴", "妈咪", "哺乳");
    public static readonly StationKind Bookroom = new("bookroom", "职工书屋", "书屋", "阅览", "图书");
    public static readonly StationKind Site = new("site", "工地驿站", "工地", "施工现场", "项目部");
    public static readonly StationKind Other = new("other", "其他");

    public static readonly IReadOnlyList<StationKind> All = [Station, Home, NursingRoom, Bookroom, Site, Other];

    readonly string[] spellings;

    StationKind(string code, string word, params string[] spellings) => (Code, Word, this.spellings) = (code, word, spellings);

    public string Code { get; }
    public string Word { get; }
    public string Name => Words.Say($"places.kind-{Code}");

    public static StationKind Of(string code) => All.FirstOrDefault(k => k.Code == code) ?? Other;

    /// <summary>By the code, the register's word, or a word that holds one of its spellings; null for anything else.</summary>
    public static StationKind? Read(string text)
    {
        var word = Plain.Compact(text).ToLowerInvariant();
        if (word.Length == 0) return null;

        // 工地暖心驿站 is one on a building site, though it bears the other's name too.
        if (word == Site.Code || Site.spellings.Any(s => word.Contains(s, StringComparison.Ordinal))) return Site;
        return All.FirstOrDefault(k => word == k.Code || word.Contains(k.Word, StringComparison.Ordinal))
            ?? All.FirstOrDefault(k => k.spellings.Any(s => word.Contains(s, StringComparison.Ordinal)));
    }
}
