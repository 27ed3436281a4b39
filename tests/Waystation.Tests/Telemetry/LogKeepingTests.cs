using Waystation.Shared;

namespace Waystation.Telemetry;

public class LogKeepingTests
{
    [Theory]
    [InlineData("179")]
    [InlineData("0")]
    [InlineData("-200")]
    [InlineData("for ever")]
    public void Logs_are_kept_for_no_less_than_the_law_says(string days)
    {
        var refusal = Assert.Throws<Refusal>(() => Read(("WAYSTATION_LOG_DAYS", days)));

        Assert.Contains("《网络安全法》第二十一条", refusal.Sentence.In(Words.Chinese));
        Assert.Contains("article 21", refusal.Sentence.In(Words.English));
    }

    [Fact]
    public void Unless_told_otherwise_they_stand_in_the_data_folder_for_200_days()
    {
        Assert.Equal(new LogKeeping("/data/logs", 200), Read());
        Assert.Equal(new LogKeeping("/elsewhere", 365), Read(("WAYSTATION_LOG_DAYS", "365"), ("WAYSTATION_LOGS", "/elsewhere")));
    }

    static LogKeeping Read(params (string Name, string Value)[] environment) => LogKeeping.Read(name => environment.FirstOrDefault(e => e.Name == name).Value, "/data");
}
