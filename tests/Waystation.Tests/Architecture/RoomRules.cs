using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Waystation.Architecture;

/// <summary>Which room may know which. The list of rooms comes from the folders; this table must name each of them.</summary>
static class RoomRules
{
    static readonly string[] ground = ["Shared", "Data", "Logbook", "Tables", "Calendar", "Geography", "Rulebook", "Messages", "Paper", "Pictures"];

    /// <summary>Commands is the door of the house: it may call every room, and no room knows it. Nor does any but Commands know the demo city, which is made through all of them.</summary>
    public static readonly Dictionary<string, string[]> MayUse = WithTheDoors(new()
    {
        ["Shared"] = [],
        ["Data"] = ["Shared"],
        ["Tables"] = ["Shared"],
        ["Paper"] = ["Shared"],
        ["Calendar"] = ["Shared"],
        ["Geography"] = ["Shared"],
        ["Telemetry"] = ["Shared"],
        ["Logbook"] = ["Shared", "Data"],
        ["Rulebook"] = ["Shared", "Data", "Calendar"],
        ["Messages"] = ["Shared", "Data", "Tables"],
        ["Accounts"] = ["Shared", "Data", "Logbook", "Rulebook", "Messages"],
        ["Pictures"] = ["Shared", "Data", "Logbook", "Rulebook", "Accounts"],
        ["Organisations"] = [.. ground, "Accounts"],
        ["Members"] = [.. ground, "Accounts", "Organisations"],
        ["MyData"] = [.. ground, "Accounts", "Organisations", "Members", "MembershipCodes", "Joining"],
        ["Places"] = [.. ground, "Accounts", "Organisations"],
        ["Evidence"] = [.. ground, "Accounts", "Organisations", "Places"],
        ["Lives"] = [.. ground, "Accounts", "Organisations", "Places"],
        ["Standards"] = [.. ground, "Accounts", "Places", "Lives"],
        ["Signs"] = [.. ground, "Accounts", "Places", "Lives", "Hours"],
        ["ShiftRoutes"] = [.. ground, "Accounts", "Organisations", "Places", "Hours"],
        ["Visits"] = [.. ground, "Accounts", "Organisations", "Places", "Evidence"],
        ["Keepers"] = [.. ground, "Accounts", "Organisations", "Places", "Evidence", "Visits"],
        ["PlacePictures"] = [.. ground, "Accounts", "Organisations", "Places"],
        ["Hours"] = [.. ground, "Accounts", "Organisations", "Places", "Evidence", "Lives", "Keepers"],
        ["Equipment"] = [.. ground, "Accounts", "Organisations", "Places", "Evidence", "Lives", "Visits", "Keepers"],
        ["Modes"] = [.. ground, "Accounts", "Organisations", "Places", "Evidence", "Keepers"],
        ["OpenData"] = [.. ground, "Places"],
        ["MembershipCodes"] = [.. ground, "Accounts", "Organisations", "Members"],
        ["Indicators"] = [.. ground, "Accounts", "Organisations"],
        ["KeyWork"] = [.. ground, "Accounts", "Organisations", "Indicators"],
        ["FullExports"] = [.. ground, "Accounts", "Organisations", "Members", "Indicators"],
        ["Walks"] = [.. ground, "Accounts", "Organisations", "Places", "Lives", "Joining", "MyData", "KeyWork"],
        ["Rounds"] = [.. ground, "Accounts", "Organisations", "Places", "Evidence", "Lives", "Standards", "Walks"],
        ["MutualAid"] = [.. ground, "Accounts", "Organisations", "Members"],
        ["Claims"] = [.. ground, "Accounts", "Organisations", "Members", "MutualAid", "Enrolment"],
        ["Enrolment"] = [.. ground, "Accounts", "Organisations", "Members", "MutualAid"],
        ["Joining"] = [.. ground, "Accounts", "Organisations", "Members", "Places"],
    });

    static Dictionary<string, string[]> WithTheDoors(Dictionary<string, string[]> rooms)
    {
        rooms.Add("DemoCity", [.. rooms.Keys]);
        rooms.Add("Commands", [.. rooms.Keys]);
        return rooms;
    }

    static readonly string[] groundRooms = ["Shared", "Data", "Logbook", "Tables", "Calendar", "Geography", "Rulebook", "Messages", "Paper", "Pictures", "Accounts", "Telemetry", "DemoCity", "Commands"];

    public static IEnumerable<string> NamespaceIsTheRoom(House house) =>
        from file in house.Files
        where !file.Generated && file.Room is not null
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Parent is not BaseTypeDeclarationSyntax
        let expected = $"Waystation.{file.Room}{(file.IsPage ? ".Pages" : "")}"
        let actual = house.Meaning(file).GetDeclaredSymbol(type)!.ContainingNamespace.ToDisplayString()
        where actual != expected
        select $"{file.At(type)}: {type.Identifier} is in {actual}, its room is {expected}";

    public static IEnumerable<string> FloorsAreNotNamespaces(House house) =>
        from file in house.Files
        from space in file.Root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        where space.Name.ToString().Split('.') is ["Waystation", var second, ..] && House.Floors.Contains(second)
        select $"{file.At(space)}: {space.Name} names a floor";

    public static IEnumerable<string> NoTypeBearsItsRoomsName(House house) =>
        from file in house.Files
        where !file.Generated
        from type in file.Root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Identifier.Text == file.Room
        select $"{file.At(type)}: a type has the name of its room";

    public static IEnumerable<string> EveryFileIsInARoom(House house) =>
        from file in house.Files
        where !file.Generated && file.Room is null && file.Path is not ("Program.cs" or "Rooms.cs")
        select $"{file.Path} stands in no room";

    public static IEnumerable<string> EveryRoomIsInTheTable(House house) =>
        from room in house.Files.Select(f => f.Room).OfType<string>().Distinct()
        where !MayUse.ContainsKey(room)
        select $"{room} is not in the table of rooms";

    public static IEnumerable<string> OnlyAllowedRooms(House house) =>
        (from use in Uses(house)
         where !MayUse.GetValueOrDefault(use.From, []).Contains(use.To)
         select $"{use.At}: {use.From} uses {use.To} ({use.What})").Distinct();

    public static IEnumerable<string> GroundKnowsNoUpperFloor(IReadOnlyDictionary<string, string[]> table) =>
        from room in groundRooms
        where room is not ("Commands" or "DemoCity") && table.ContainsKey(room)
        from used in table[room]
        where !groundRooms.Contains(used)
        select $"{room} is ground and may use {used}";

    public static IEnumerable<string> NoCircles(IReadOnlyDictionary<string, string[]> table) =>
        table.Keys.Where(room => Reaches(table, room, room, [])).Select(room => $"{room} reaches itself");

    static bool Reaches(IReadOnlyDictionary<string, string[]> table, string from, string to, HashSet<string> seen) =>
        table.GetValueOrDefault(from, []).Any(next => next == to || (seen.Add(next) && Reaches(table, next, to, seen)));

    static IEnumerable<(string At, string From, string To, string What)> Uses(House house)
    {
        foreach (var file in house.Files)
        {
            if (file.Room is null) continue;
            foreach (var (name, symbol) in house.NamesIn(file))
                if (house.RoomOf(symbol) is { } to && to != file.Room) yield return (file.At(name), file.Room, to, symbol.Name);
        }
    }
}
