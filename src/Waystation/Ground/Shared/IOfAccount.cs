namespace Waystation.Shared;

/// <summary>A thing that one account made for itself, and sees.</summary>
public interface IOfAccount
{
    Guid? AccountId { get; }
}
