namespace Holdfast.Model.DesiredState;

/// <summary>What the firewall lets the clients of a profile do.</summary>
/// <param name="Masquerade">Clients' addresses are translated to the node's own.</param>
/// <param name="ClientToClient">Clients of the profile reach each other.</param>
/// <param name="Unit">
/// The unit of the failover group to whose address clients' addresses are translated, where it has one on the way; null: always the node's own.
/// </param>
public sealed record ForwardingRules(bool Masquerade, bool ClientToClient, int? Unit = null);
