using Waystation.Data;

namespace Waystation.Members;

/// <summary>存量: a register of people who are members already. 新申请: people whose unit reports that they wish to join; they confirm it themselves.</summary>
public enum ImportKind { Existing, Applications }

/// <summary>How a file of members is imported.</summary>
public sealed record ImportOptions
{
    public bool DryRun { get; init; }
    public ImportKind What { get; init; } = ImportKind.Existing;

    /// <summary>
    /// The form's people belong to their union since the day they joined: nobody of them was elsewhere before. Otherwise nobody knows
    /// since when, and they count as there from the beginning.
    /// </summary>
    public bool SinceJoining { get; init; }

    /// <summary>Told how many rows are read, and about how many there are.</summary>
    public Action<long, long?> Progress { get; init; } = (_, _) => { };

    /// <summary>The name to report, where the file lies under another one.</summary>
    public string? FileName { get; init; }

    /// <summary>The run that was announced before its file was read (an upload); none makes a new run or goes on with a killed one.</summary>
    public Guid? Run { get; init; }

    /// <summary>Whom the log names; their post says where they may place people, the command line may everywhere.</summary>
    public Actor By { get; init; } = Actor.Command;
}
