namespace Waystation.Organisations;

/// <summary>Another name by which forms call a union; where a union itself bears the name, that one is meant.</summary>
public sealed class UnionAlias
{
    UnionAlias() { }

    /// <summary>As <see cref="Organisations.NameKey"/> makes it.</summary>
    public string NameKey { get; private init; } = "";
    public Guid UnionId { get; private init; }
}
