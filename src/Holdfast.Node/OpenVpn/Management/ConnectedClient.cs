using System.Net;

namespace Holdfast.Node.OpenVpn.Management;

/// <summary>A client of one server process, as OpenVPN tells of it.</summary>
/// <param name="Id">OpenVPN's client id; begins at 0 with each start of the process.</param>
/// <param name="Endpoint">Where its packets come from; null when OpenVPN wrote it in a way that we do not know.</param>
/// <param name="Received">Bytes from the client.</param>
/// <param name="Sent">Bytes to the client.</param>
/// <param name="Since">Unix seconds, by OpenVPN's clock.</param>
internal sealed record ConnectedClient(
    long Id,
    string CommonName,
    IPEndPoint? Endpoint,
    IPAddress? Address4,
    IPAddress? Address6,
    long Received,
    long Sent,
    long Since
);
