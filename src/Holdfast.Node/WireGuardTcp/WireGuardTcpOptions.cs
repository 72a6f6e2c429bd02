using System.Net;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>How WireGuard inside TCP is offered.</summary>
public sealed record WireGuardTcpOptions
{
    /// <summary>Where to listen with TLS; port 0: any free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.IPv6Any, 8444);

    public int MaximumConnections { get; init; } = 4096;

    /// <summary>A whole office may stand behind one address.</summary>
    public int MaximumConnectionsPerAddress { get; init; } = 256;

    /// <summary>
    /// A connection on which the client has sent nothing for so long is closed. 180 s is the life of a WireGuard session: after it
    /// the client must shake hands anyway, and one that receives also sends, at least every 10 s.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(180);
}
