using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;

namespace Holdfast.Link.Identities;

/// <summary>Who a node is: its key, its certificate, and the authority that it obeys. Immutable.</summary>
public sealed class NodeIdentity
{
    private NodeIdentity(X509Certificate2 certificate, X509Certificate2? authority, string? nodeId)
    {
        Certificate = certificate;
        Authority = authority;
        NodeId = nodeId;
        Context = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        Fingerprint = LinkCertificates.FingerprintOf(certificate);
    }

    /// <summary>With the private key; self-signed before the enrolment.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Null before the enrolment.</summary>
    public X509Certificate2? Authority { get; }

    /// <summary>Null before the enrolment.</summary>
    public string? NodeId { get; }

    public bool IsEnrolled => NodeId is not null;

    /// <summary>SHA-256 of the public key.</summary>
    public IReadOnlyList<byte> Fingerprint { get; }

    internal SslStreamCertificateContext Context { get; }

    /// <summary>Two thirds of the certificate's life are over.</summary>
    public bool IsRenewalDue(DateTimeOffset now) =>
        IsEnrolled
        && now >= new DateTimeOffset(Certificate.NotAfter) - ((Certificate.NotAfter - Certificate.NotBefore) / 3);

    internal static NodeIdentity Fresh(X509Certificate2 certificate) => new(certificate, authority: null, nodeId: null);

    internal static NodeIdentity Enrolled(X509Certificate2 certificate, X509Certificate2 authority, string nodeId) =>
        new(certificate, authority, nodeId);
}
