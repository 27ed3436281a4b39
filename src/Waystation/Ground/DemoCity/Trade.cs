namespace Waystation.DemoCity;

/// <summary>What an invented employer does, and what such employers are called.</summary>
/// <param name="Endings">After the invented name; each is a whole firm's ending.</param>
/// <param name="Size">About how many members such a unit has, beside the others.</param>
/// <param name="Work">What its people do, as a form says it.</param>
sealed record Trade(string[] Endings, double Size, string Work)
{
    /// <summary>The most frequent first.</summary>
    public static readonly IReadOnlyList<Trade> All =
    [
        new(["快递服务有限公司", "速递有限公司", "同城配送有限公司"], 2.2, "快递员"),
        new(["餐饮管理有限公司", "餐饮服务有限公司"], 1, "餐饮服务员"),
        new(["物业管理有限公司", "物业服务有限公司"], 1.5, "保安员"),
        new(["环境卫生服务有限公司", "保洁服务有限公司"], 2, "保洁员"),
        new(["建筑劳务有限公司", "建筑工程有限公司", "装饰工程有限公司"], 1.8, "建筑工人"),
        new(["商贸有限公司", "便利店有限公司", "超市有限公司"], 0.8, "营业员"),
        new(["家政服务有限公司", "养老服务有限公司"], 1.1, "家政服务员"),
        new(["汽车服务有限公司", "客运服务有限公司"], 1.4, "驾驶员"),
        new(["货运有限公司", "供应链管理有限公司"], 1.3, "货车司机"),
        new(["科技有限公司", "软件技术有限公司", "信息技术有限公司"], 0.9, "技术人员"),
        new(["机械制造有限公司", "食品加工有限公司", "服装有限公司"], 1.6, "产业工人"),
        new(["房地产经纪有限公司", "酒店管理有限公司", "文化传播有限公司"], 0.7, "职员"),
    ];
}
