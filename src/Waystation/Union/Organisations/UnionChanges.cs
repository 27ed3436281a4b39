namespace Waystation.Organisations;

/// <summary>What can be done with a union, for the page that offers it all.</summary>
public sealed record UnionChanges(FoundUnion Found, MoveUnion Move, MergeUnions Merge, RenameUnion Rename, DissolveUnion Dissolve);
