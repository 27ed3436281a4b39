namespace Waystation.Places;

/// <summary>What the register's words say of the door.</summary>
public static class AccessWay
{
    static readonly string[] free = ["直接", "免登记", "无需登记", "不用登记", "自由进", "随时进"];
    static readonly string[] byPhone = ["扫码", "二维码", "APP", "app", "小程序", "微信", "支付宝", "手机"];
    static readonly string[] barred = [.. byPhone, "刷卡", "凭证", "登记", "预约", "开门"];

    /// <summary>Whether anybody just walks in, without phone, card or register; null where the words do not say.</summary>
    public static bool? IsWalkIn(string words) =>
        free.Any(w => words.Contains(w, StringComparison.Ordinal)) ? true : barred.Any(w => words.Contains(w, StringComparison.Ordinal)) ? false : null;

    /// <summary>Nobody comes in without a phone: a glass of water should not want one, and whoever has none should know before the way.</summary>
    public static bool NeedsPhone(string words) => IsWalkIn(words) is false && byPhone.Any(w => words.Contains(w, StringComparison.Ordinal));
}
