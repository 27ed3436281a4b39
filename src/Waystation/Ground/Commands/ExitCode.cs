namespace Waystation.Commands;

/// <summary>What a command says to the shell.</summary>
static class ExitCode
{
    /// <summary>Done, also with notes, or when it was already done.</summary>
    public const int Done = 0;

    /// <summary>Done, but at least one row was refused.</summary>
    public const int SomeRefused = 1;

    /// <summary>Done: a check found something.</summary>
    public const int SomethingFound = 1;

    /// <summary>Wrong usage or unreadable input; nothing was written.</summary>
    public const int NothingDone = 2;

    /// <summary>Stopped by Ctrl-C or SIGTERM; what was committed stays, and the same command goes on from there.</summary>
    public const int Stopped = 130;
}
