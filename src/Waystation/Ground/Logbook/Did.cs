using System.Text.Json;

namespace Waystation.Logbook;

/// <summary>What was done, as the log says it: always one of these, never a free text. A code once written keeps its meaning.</summary>
public enum Did
{
    ImportedMembers,
    ImportedStations,
    ImportedDivisions,
    /// <summary>The refused rows of an import left the house as a file, with everything that was typed in them.</summary>
    TookRefusedRows,
    PrintedSlips,
    SignedInAsOperator,
    MadeBackup,
}

/// <summary>Who did it, as long as there are no accounts.</summary>
public enum Actor
{
    /// <summary>Whoever showed the operator key in the browser.</summary>
    Operator,
    /// <summary>Whoever typed a command on the machine.</summary>
    Command,
    /// <summary>A job of the program.</summary>
    System,
}

static class LogCode
{
    /// <summary>ImportedMembers → imported-members.</summary>
    public static string Of(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
