namespace Holdfast.Mesh.Control;

/// <param name="Refused">Why nothing was done; null: it was.</param>
/// <param name="Status">After it.</param>
public sealed record ControlAnswer(string? Refused, MeshStatus? Status);
