using System.Net;

namespace Holdfast.Data.Nodes;

/// <summary>What the administrator wants of a node.</summary>
/// <param name="Weight">See <see cref="Node.Weight"/>.</param>
/// <param name="ClientNetworks">See <see cref="Node.ClientNetworks"/>.</param>
/// <param name="HostName">See <see cref="Node.GivenHostName"/>.</param>
public sealed record NodePreferences(int Weight, IReadOnlyList<IPNetwork> ClientNetworks, string? HostName);
