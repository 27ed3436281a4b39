using Waystation.Data;
using Waystation.DemoCity;

namespace Waystation.Commands;

/// <summary>How the program is asked to serve. <paramref name="Listen"/> null means both loopbacks; <paramref name="Demo"/>: how large a demo an empty house becomes, null leaves it empty.</summary>
public sealed record ServeOrder(DataFolder Folder, string? Db, int Port, string? Listen, CitySize? Demo)
{
    public OriginOrder Origin { get; init; } = OriginOrder.Plain;
}
