using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>The hosts that <see cref="TwoPortals"/> begins with.</summary>
internal sealed record TwoPortalsHosts(Host First, Host Second, Host Node, Host Clients, Host Inside);
