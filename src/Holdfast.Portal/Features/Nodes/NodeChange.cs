using System.Net;

namespace Holdfast.Portal.Features.Nodes;

/// <summary>What is to be changed of a node; null: as it is.</summary>
public sealed record NodeChange
{
    /// <summary>0 to 1000.</summary>
    public int? Weight { get; init; }

    public IReadOnlyList<IPNetwork>? ClientNetworks { get; init; }

    /// <summary>Empty: the node's own counts again.</summary>
    public string? HostName { get; init; }
}
