namespace Holdfast.Portal.Sources.People;

/// <summary>A group as a source calls it.</summary>
/// <param name="Dn">Its distinguished name; null: the source has none.</param>
public sealed record FoundGroup(string Name, string? Dn);
