using Waystation.Data;

namespace Waystation.Commands;

/// <summary>How the program is asked to serve. <paramref name="Listen"/> null means both loopbacks.</summary>
public sealed record ServeOrder(DataFolder Folder, string? Db, int Port, string? Listen, bool Demo)
{
    public OriginOrder Origin { get; init; } = OriginOrder.Plain;
}
