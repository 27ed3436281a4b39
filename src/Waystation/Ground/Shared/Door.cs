namespace Waystation.Shared;

/// <summary>Where in the navigation a door stands: the floors of the house.</summary>
public enum Floor
{
    Today,
    Union,
    Station,
    Home,
    Review,
    Ground,
}

/// <summary>An entry of the desk's navigation.</summary>
/// <param name="Word">The resource key of its name.</param>
/// <param name="What">The key of the sentence that says what one can do behind it.</param>
/// <param name="Rights">It is shown to whoever holds one of these.</param>
public sealed record Door(Floor Floor, string Path, string Word, string What, params string[] Rights)
{
    /// <summary>The claim that names a right of the signed-in post.</summary>
    public const string RightClaim = "right";

    /// <summary>The claim that names the union one acts for: it is always in sight.</summary>
    public const string BranchClaim = "branch";

    /// <summary>The claim that tells one who acts from another: the post, or the account of whoever has none.</summary>
    public const string WhoClaim = "who";

    /// <summary>What stands in that claim for workers: their doors are the tabs at the foot of the phone.</summary>
    public const string Worker = "worker";

    /// <summary>For workers too, on their own page only: four tabs are what a thumb reaches.</summary>
    public const string WorkerMore = "worker-more";
}
