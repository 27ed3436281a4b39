namespace Waystation.Data;

/// <summary>Who does something, as the log says it: an account on one of its posts, a command typed on the machine, or a job of the program.</summary>
/// <param name="Code">The log's word; <c>operator</c> stands only in lines from before there were accounts.</param>
public sealed record Actor(string Code, Guid? AccountId = null, Guid? PostId = null)
{
    public static readonly Actor Command = new("command");
    public static readonly Actor System = new("system");

    public static Actor Account(Guid accountId, Guid? postId) => new("account", accountId, postId);
}
