using Holdfast.Node;

namespace Holdfast.Setup;

/// <summary>How the node of this machine was asked to be.</summary>
/// <param name="HostName">Under which clients reach this machine.</param>
/// <param name="LinkHost">Under which portals reach it.</param>
/// <param name="LinkPort">TCP; portals dial it.</param>
/// <param name="WireGuardTcpPort">0: off.</param>
internal sealed record SetupNodeOptions(
    string HostName,
    string LinkHost,
    int LinkPort,
    int WireGuardTcpPort,
    OnStop OnStop
)
{
    /// <summary>All addresses, IPv4 and IPv6.</summary>
    public string LinkListen => $"[::]:{LinkPort}";

    public string LinkAddress =>
        LinkHost.Contains(':', StringComparison.Ordinal) ? $"[{LinkHost}]:{LinkPort}" : $"{LinkHost}:{LinkPort}";

    public NodeOptions In(string home) =>
        new()
        {
            Home = home,
            LinkListen = LinkListen,
            LinkAddress = LinkAddress,
            HostName = HostName,
            WireGuardTcpPort = WireGuardTcpPort,
            OnStop = OnStop,
        };
}
