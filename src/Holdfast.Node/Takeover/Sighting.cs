using System.Net;

namespace Holdfast.Node.Takeover;

/// <summary>Where a client was last, and when it last did something.</summary>
/// <param name="ActiveAt">By this machine's monotonic clock.</param>
internal sealed record Sighting(Guid ConfigurationId, IPEndPoint Endpoint, TimeSpan ActiveAt);
