using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Link.Certificates;

/// <summary>
/// What certificates of the link look like: ECDSA P-256, the holder's role and id as common name, the extended key
/// usage for server (node) or client (portal). See <c>docs/protocols/link.md</c>.
/// </summary>
public static class LinkCertificates
{
    public static readonly TimeSpan NodeLife = TimeSpan.FromDays(7);

    public static readonly TimeSpan PortalLife = TimeSpan.FromDays(7);

    public static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(3653);

    /// <summary>Certificates begin in the past by this much, for clocks that are a little behind.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(10);

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
