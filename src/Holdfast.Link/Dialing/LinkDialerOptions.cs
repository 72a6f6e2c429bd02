using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Channels;

namespace Holdfast.Link.Dialing;

public sealed record LinkDialerOptions
{
    /// <summary>Names this portal process.</summary>
    public required string PortalId { get; init; }

    /// <summary>For people, for example <c>0.1.0</c>.</summary>
    public required string Software { get; init; }

    /// <summary>Our client certificate with its private key; asked for at each dial, so that it may be renewed.</summary>
    public required Func<X509Certificate2> Certificate { get; init; }

    /// <summary>Who signed the nodes' certificates.</summary>
    public required X509Certificate2 Authority { get; init; }

    /// <summary>For connection and TLS together.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    public LinkLimits Limits { get; init; } = LinkLimits.OfPortal;
}
