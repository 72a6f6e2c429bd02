using System.Net;

namespace Holdfast.Node.Sessions;

/// <summary>Where the data planes tell what they see of clients. Turns it into sessions and events.</summary>
public interface ISessionSink
{
    void Observe(Observation observation);
}

/// <summary>What is seen of one configuration on one interface, now.</summary>
/// <param name="Interface">Name of the device.</param>
/// <param name="Counter">
/// Names the life of the counters: when it changes (new connection, device made anew), they began again at 0.
/// </param>
/// <param name="Received">Bytes from the client in this counter's life.</param>
/// <param name="Sent">Bytes to the client in this counter's life.</param>
/// <param name="Connected">False: known to be gone (OpenVPN said so, the peer was removed). True says nothing about activity.</param>
/// <param name="LastHandshake">WireGuard's, or <see cref="NoHandshake"/>; null: not WireGuard, then whoever is connected is in use.</param>
/// <param name="Reason">Why it is gone, when it is.</param>
public sealed record Observation(
    Guid ConfigurationId,
    string ProfileId,
    string Interface,
    string Counter,
    long Received,
    long Sent,
    bool Connected,
    IPAddress Address4,
    IPAddress Address6,
    IPEndPoint? Endpoint,
    DateTimeOffset? LastHandshake,
    string? Reason = null
)
{
    /// <summary>A WireGuard peer that has made none yet.</summary>
    public static readonly DateTimeOffset NoHandshake = DateTimeOffset.UnixEpoch;
}
