namespace Holdfast.Mesh.Control;

/// <param name="Check">As it was given.</param>
/// <param name="Why">Why it failed the last time; null: it did not.</param>
public sealed record CheckStatus(string Check, bool IsWell, string? Why);
