using FsCheck;
using FsCheck.Fluent;

namespace Waystation.Members;

/// <summary>People that are made up, with right documents.</summary>
static class People
{
    public static readonly Gen<string> ResidentIds =
        from area in Gen.Choose(110101, 659001)
        from day in Gen.Choose(0, 36_000)
        from serial in Gen.Choose(1, 999)
        select ResidentId(area, new DateOnly(1926, 1, 1).AddDays(day), serial);

    public static string ResidentId(int area, DateOnly born, int serial)
    {
        var first = $"{area:000000}{born:yyyyMMdd}{serial:000}";
        return first + IdentityDocument.CheckDigit(first);
    }
}
