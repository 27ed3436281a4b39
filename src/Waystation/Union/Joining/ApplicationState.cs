namespace Waystation.Joining;

public enum ApplicationState
{
    Submitted,
    /// <summary>Refused, and brought before the union above.</summary>
    Appealed,
    Approved,
    Refused,
    Withdrawn,
}

public enum TransferState
{
    Asked,
    /// <summary>The former union says no; the union above both decides.</summary>
    Objected,
    Done,
    Declined,
}
