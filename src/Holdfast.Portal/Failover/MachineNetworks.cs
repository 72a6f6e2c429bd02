using Holdfast.Model.Failover;

namespace Holdfast.Portal.Failover;

/// <summary>The networks of a node, as it told them.</summary>
/// <param name="Networks">Null: it cannot be asked now.</param>
public sealed record MachineNetworks(string Node, IReadOnlyList<OwnNetwork>? Networks);
