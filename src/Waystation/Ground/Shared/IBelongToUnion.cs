namespace Waystation.Shared;

/// <summary>A thing that belongs to exactly one union, and so is seen by those who see that union.</summary>
public interface IBelongToUnion
{
    Guid UnionId { get; }
}
