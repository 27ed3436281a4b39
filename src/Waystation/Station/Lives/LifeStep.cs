using System.Text.Json;

namespace Waystation.Lives;

/// <summary>What is decided or done about a place, in the order in which it comes to be and ends.</summary>
public enum LifeStep
{
    /// <summary>申报</summary>
    Apply,
    /// <summary>现场查看</summary>
    Visit,
    /// <summary>批准</summary>
    Approve,
    /// <summary>共建协议, and each time it is made anew.</summary>
    Agree,
    /// <summary>配备</summary>
    Equip,
    /// <summary>挂牌</summary>
    Sign,
    /// <summary>运行</summary>
    Run,
    /// <summary>暂停</summary>
    Suspend,
    /// <summary>复验</summary>
    Recheck,
    /// <summary>摘牌; before the sign was hung, nothing comes of it.</summary>
    End,
}

/// <summary>Where a step leads to.</summary>
public enum LifeStage { Applied, Visited, Approved, Agreed, Equipped, Dropped, Signed, Running, Suspended, Ended }

/// <summary>What became of what the union had put there.</summary>
public enum GoodsLeft { None, Returned, WrittenOff }

/// <summary>Who carries a cost of the place.</summary>
public enum Bearer { Host, Union, Shared, None }

/// <summary>A step or stage as stored and as in the words.</summary>
static class LifeCode
{
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    public static T Read<T>(string code) where T : struct, Enum => Enum.GetValues<T>().Single(value => Of(value) == code);
}
