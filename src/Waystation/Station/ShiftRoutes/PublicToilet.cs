using Waystation.Geography;

namespace Waystation.ShiftRoutes;

/// <summary>公共厕所 outside of stations, as its own register lists it. No station: nobody of ours keeps it, opens it or answers for it.</summary>
public sealed class PublicToilet
{
    PublicToilet() { }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Its number in the register; where it gives none, name and address.</summary>
    public string Key { get; private init; } = "";
    public string Name { get; private set; } = "";
    public string Address { get; private set; } = "";
    public double Lat { get; private set; }
    public double Lon { get; private set; }

    /// <summary>In the register's words; empty where it says nothing.</summary>
    public string Hours { get; private set; } = "";

    /// <summary>Null: the register does not say.</summary>
    public bool? StepFree { get; private set; }

    /// <summary>False: closed, being rebuilt or gone, by the register.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>When the register last listed it.</summary>
    public DateTime ListedAt { get; private set; }

    public Position At => new(Lat, Lon);

    public static PublicToilet List(ToiletRecord record, DateTime at)
    {
        var toilet = new PublicToilet { Key = record.Key };
        toilet.Correct(record, at);
        return toilet;
    }

    /// <summary>An empty cell says nothing and leaves what is known.</summary>
    /// <returns>Whether anything changed besides that it is listed still.</returns>
    public bool Correct(ToiletRecord record, DateTime at)
    {
        var before = (Name, Address, Lat, Lon, Hours, StepFree, IsOpen);
        (Name, Lat, Lon, IsOpen, ListedAt) = (record.Name, record.At.Lat, record.At.Lon, record.IsOpen, at);
        if (record.Address.Length > 0) Address = record.Address;
        if (record.Hours.Length > 0) Hours = record.Hours;
        StepFree = record.StepFree ?? StepFree;
        return before != (Name, Address, Lat, Lon, Hours, StepFree, IsOpen);
    }
}

/// <summary>One accepted row of a register of public toilets.</summary>
public sealed record ToiletRecord(string Key, string Name, string Address, Position At, string Hours, bool? StepFree, bool IsOpen);
