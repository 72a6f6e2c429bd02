using Holdfast.Model.Keys;

namespace Holdfast.Mesh.Core.Events;

/// <summary>Bytes of these members have just come through the tunnel, whatever has become of the answers to our questions.</summary>
/// <param name="Keys">Of their devices.</param>
public sealed record Carried(IReadOnlyList<WireGuardKey> Keys) : MeshEvent;
