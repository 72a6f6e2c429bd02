using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Link.Certificates;

/// <summary>
/// What certificates of the link look like: ECDSA P-256, the holder's role and id as common name, the extended key
/// usage for server (node) or client (portal). See <c>docs/protocols/link.md</c>.
/// </summary>
public static class LinkCertificates
{
    /// <summary>More than this between two clocks, and a new certificate could look as if it were not valid yet.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(3);

    /// <summary>Of the certificate that a node makes for itself; only its key counts.</summary>
    internal static readonly TimeSpan SelfSignedLife = TimeSpan.FromDays(3653);

    internal const string NodeRole = "node/";
    internal const string PortalRole = "portal/";

    /// <summary>RFC 5280 section 4.2.1.12.</summary>
    internal const string ServerPurpose = "1.3.6.1.5.5.7.3.1";

    internal const string ClientPurpose = "1.3.6.1.5.5.7.3.2";

    public static ECDsa CreateKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo, DER).</summary>
    public static byte[] FingerprintOf(X509Certificate2 certificate) =>
        SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
