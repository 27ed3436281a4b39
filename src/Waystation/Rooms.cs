using Waystation.Commands;

namespace Waystation;

/// <summary>The table of contents: what each room brings to the program.</summary>
public static class Rooms
{
    public static readonly Features Features = new(
        Imports: [],
        Examples: [],
        AddServices: services => { },
        MapEndpoints: app => { });
}
