using Waystation.Shared;

namespace Waystation.ShiftRoutes;

static class Say
{
    public static Sentence NameMissing(int most) => new("shiftroutes.name-missing", most);
    public static Sentence NameTaken(string name) => new("shiftroutes.name-taken", name);
    public static Sentence ChooseWithin => new("shiftroutes.choose-within");
    public static Sentence LengthWrong(int leastMetres, int mostKilometres, double metres) => new("shiftroutes.length-wrong", leastMetres, mostKilometres, metres);
    public static Sentence TooManyPoints(int most, int many) => new("shiftroutes.too-many-points", most, many);
    public static Sentence TwoPointsLeast => new("shiftroutes.two-points-least");
    public static Sentence PointWrong(int row, Sentence why) => new("shiftroutes.point-wrong", row, why);
    public static Sentence PointOutside(int point) => new("shiftroutes.point-outside", point);
    public static Sentence PointUnknown(int row, string typed) => new("shiftroutes.point-unknown", row, typed);
    public static Sentence PointAmbiguous(int row, string typed, int many) => new("shiftroutes.point-ambiguous", row, typed, many);
    public static Sentence PointNowhere(int row, string typed) => new("shiftroutes.point-nowhere", row, typed);
    public static Sentence NoTrackFile => new("shiftroutes.no-track-file");
    public static Sentence NoLineInFile => new("shiftroutes.no-line-in-file");
    public static Sentence LinesInFile(int many) => new("shiftroutes.lines-in-file", many);
    public static Sentence MeanwhileOthers => new("shiftroutes.meanwhile-others");
    public static Sentence TakenInAbove => new("shiftroutes.taken-in-above");
    public static Sentence NothingChosen => new("shiftroutes.nothing-chosen");
    public static Sentence ToiletNameWrong(int most) => new("shiftroutes.toilet-name-wrong", most);
    public static Sentence ToiletTextTooLong(int most) => new("shiftroutes.toilet-text-too-long", most);
    public static Sentence ToiletStateUnknown(string said) => new("shiftroutes.toilet-state-unknown", said);
    public static Sentence ToiletTwice(string key) => new("shiftroutes.toilet-twice", key);
}
