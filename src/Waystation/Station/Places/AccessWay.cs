namespace Waystation.Places;

/// <summary>What the register's words say of the door.</summary>
public static class AccessWay
{
    static readonly string[] free = ["直接", "免登记", "无需登记", "不用登记", "自由进", "随时进"];
    static readonly string[] barred = ["扫码", "二维码", "刷卡", "凭证", "登记", "预约", "APP", "app", "小程序", "开门"];

    /// <summary>Whether anybody just walks in, without phone, card or register; null where the words do not say.</summary>
    public static bool? IsWalkIn(string words) =>
        free.Any(w => words.Contains(w, StringComparison.Ordinal)) ? true : barred.Any(w => words.Contains(w, StringComparison.Ordinal)) ? false : null;
}
