using Waystation.Shared;

namespace Waystation.Signs;

static class Say
{
    public static Sentence NothingToPrint => new("signs.nothing-to-print");
    public static Sentence TooMany(int many, int most) => new("signs.too-many", many, most);
}
