namespace Waystation.DemoCity;

/// <summary>Names as people have them, put together at random: who bears one is nobody we know of.</summary>
static class PersonNames
{
    static readonly string[] surnames =
        [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文".Select(c => $"{c}")];

    const string Men = "伟强磊军勇涛明超辉建国刚平志海波鹏飞斌宇浩凯健俊帆林峰松立新春东文德福来有旺根生宝柱";
    const string Women = "芳娜敏静丽艳娟霞秀英玲红燕梅琳雪洁萍华慧颖倩婷莉云兰凤香桂荣春晓玉巧翠珍";

    public static string Next(Dice dice, bool man)
    {
        var letters = man ? Men : Women;
        var given = $"{letters[dice.Below(letters.Length)]}";
        if (dice.Happens(0.72)) given += letters[dice.Below(letters.Length)];
        return dice.EarlyOne(surnames) + given;
    }
}
