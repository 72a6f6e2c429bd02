using System.Net;

namespace Holdfast.Node.Takeover;

/// <summary>What a datagram tells of one client.</summary>
/// <param name="Idle">How long before the datagram was sent it last did something; 0 to 10 minutes.</param>
internal sealed record ClientPlace(Guid ConfigurationId, IPEndPoint Endpoint, TimeSpan Idle);
