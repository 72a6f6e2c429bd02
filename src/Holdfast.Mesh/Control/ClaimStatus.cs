using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh.Control;

/// <param name="Host">Its name.</param>
/// <param name="Epoch">The lower goes before, where state and priority are the same.</param>
public sealed record ClaimStatus(string Host, string Id, ClaimState State, ClaimKind Kind, byte Priority, ulong Epoch);
