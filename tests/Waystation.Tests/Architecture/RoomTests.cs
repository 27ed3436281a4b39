using Microsoft.CodeAnalysis;

namespace Waystation.Architecture;

/// <summary>Each rule holds in the house, and each is seen failing on a violation planted for it.</summary>
[Collection(Law.OfTheSource)]
public class RoomTests
{
    [Fact]
    public void The_house_is_read_as_it_compiles()
    {
        var errors = House.Standing.Compilation.GetDeclarationDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);

        Law.None(errors.Select(e => e.ToString()));
        Law.Holds(NothingIsMeaningless);
        Law.Sees(NothingIsMeaningless, "Union/Members/Planted.cs", "namespace Waystation.Members; class Planted { int Of() => Nowhere.Count; }");
        Assert.Contains(House.Standing.Files, f => f.Generated && f.Path.EndsWith("About.cshtml", StringComparison.Ordinal));
    }

    static IEnumerable<string> NothingIsMeaningless(House house) => house.Files.SelectMany(house.Meaningless);

    [Fact]
    public void A_type_lives_in_the_namespace_of_its_room()
    {
        Law.Holds(RoomRules.NamespaceIsTheRoom);
        Law.Sees(RoomRules.NamespaceIsTheRoom, "Union/Organisations/Planted.cs", "namespace Waystation.Members; class Planted;");
    }

    [Fact]
    public void A_floor_is_a_folder_and_not_a_namespace()
    {
        Law.Holds(RoomRules.FloorsAreNotNamespaces);
        Law.Sees(RoomRules.FloorsAreNotNamespaces, "Union/Organisations/Planted.cs", "namespace Waystation.Union.Organisations; class Planted;");
    }

    [Fact]
    public void No_room_bears_the_name_of_a_type_in_it()
    {
        Law.Holds(RoomRules.NoTypeBearsItsRoomsName);
        Law.Sees(RoomRules.NoTypeBearsItsRoomsName, "Union/Members/Planted.cs", "namespace Waystation.Members; class Members;");
    }

    [Fact]
    public void Every_file_stands_in_a_room()
    {
        Law.Holds(RoomRules.EveryFileIsInARoom);
        Law.Sees(RoomRules.EveryFileIsInARoom, "Helpers/Planted.cs", "class Planted;");
    }

    [Fact]
    public void A_new_room_says_which_rooms_it_may_use()
    {
        Law.Holds(RoomRules.EveryRoomIsInTheTable);
        Law.Sees(RoomRules.EveryRoomIsInTheTable, "Home/Gardens/Planted.cs", "namespace Waystation.Gardens; class Planted;");
    }

    [Fact]
    public void A_room_uses_only_the_rooms_it_may()
    {
        Law.Holds(RoomRules.OnlyAllowedRooms);
        Law.Sees(RoomRules.OnlyAllowedRooms, "Ground/Shared/Planted.cs",
            "namespace Waystation.Shared; class Planted { Waystation.Data.DataFolder? folder; }");
    }

    [Fact]
    public void What_a_page_uses_is_seen_too()
    {
        Law.Sees(RoomRules.OnlyAllowedRooms, "Ground/Shared/Pages/Planted.cs",
            "namespace Waystation.Shared.Pages; class Planted { object Of(string d) => Waystation.Data.DataFolder.At(d).Keys; }");
    }

    [Fact]
    public void The_ground_knows_no_upper_floor_and_no_rooms_stand_in_a_circle()
    {
        Law.None(RoomRules.GroundKnowsNoUpperFloor(RoomRules.MayUse));
        Assert.NotEmpty(RoomRules.GroundKnowsNoUpperFloor(new Dictionary<string, string[]> { ["Data"] = ["Members"] }));

        Law.None(RoomRules.NoCircles(RoomRules.MayUse));
        Assert.NotEmpty(RoomRules.NoCircles(new Dictionary<string, string[]> { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"] }));
    }
}
