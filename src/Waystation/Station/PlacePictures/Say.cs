using Waystation.Shared;

namespace Waystation.PlacePictures;

static class Say
{
    public static Sentence Describe(int least, int most) => new("placepictures.describe", least, most);
    public static Sentence StationEnded => new("placepictures.station-ended");
    public static Sentence EnoughWaiting(int most) => new("placepictures.enough-waiting", most);
    public static Sentence EnoughShown(int most) => new("placepictures.enough-shown", most);
    public static Sentence TickFirst => new("placepictures.tick-first");
    public static Sentence NoSuchPicture => new("placepictures.no-such-picture");
    public static Sentence PhotoNeeded => new("placepictures.photo-needed");
}
