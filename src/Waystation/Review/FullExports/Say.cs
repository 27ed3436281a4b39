using Waystation.Shared;

namespace Waystation.FullExports;

static class Say
{
    public static readonly Sentence PurposeNeeded = new("members.purpose-needed");
    public static readonly Sentence NobodyOnIt = new("exports.nobody-on-it");
    public static readonly Sentence NoPeopleBehind = new("exports.no-people-behind");
    public static readonly Sentence SomebodyElseReleases = new("exports.somebody-else-releases");
    public static readonly Sentence ReleasedAlready = new("exports.released-already");
    public static readonly Sentence DayIsOver = new("exports.day-is-over");
    public static readonly Sentence ReachesTooLittle = new("exports.reaches-too-little");
    public static readonly Sentence WhoAskedTakesIt = new("exports.who-asked-takes-it");
    public static readonly Sentence NotReleased = new("exports.not-released");
    public static readonly Sentence TakenAlready = new("exports.taken-already");

    public static Sentence TooMany(int most) => new("exports.too-many", most);
}
