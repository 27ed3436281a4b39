namespace Waystation.Equipment.Pages;

/// <summary>Two fields of a form: which kind, and how many.</summary>
/// <param name="Of">The handler of its form; makes the ids of its fields the only ones of their page.</param>
/// <param name="Chosen">The kind that stands chosen.</param>
public sealed record WhatToMove(string Of, IReadOnlyList<GoodsItem> Items, string? Chosen);
