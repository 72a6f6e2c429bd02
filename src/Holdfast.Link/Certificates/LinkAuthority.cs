using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Certificates;

/// <summary>The authority whose key is in this process.</summary>
/// <param name="signer">Its certificate, with the private key.</param>
public sealed class LinkAuthority(X509Certificate2 signer, TimeProvider time) : ILinkAuthority
{
    /// <summary>A P-256 request has about 400 bytes of text. Arbitrary, may be increased.</summary>
    private const int LongestRequest = 8192;

    public X509Certificate2 Certificate { get; } = X509CertificateLoader.LoadCertificate(signer.RawData);

    /// <summary>A new authority: certificate and private key.</summary>
    public static X509Certificate2 Create(TimeProvider time)
    {
        using var key = LinkCertificates.CreateKey();
        var request = new CertificateRequest("CN=Holdfast link authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(
                certificateAuthority: true,
                hasPathLengthConstraint: true,
                0,
                critical: true
            )
        );
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = time.GetUtcNow();
        return request.CreateSelfSigned(now - LinkCertificates.ClockTolerance, now + LinkCertificates.AuthorityLife);
    }

    public Outcome<X509Certificate2> IssueNode(string request, string nodeId)
    {
        if (ReadKey(request) is not { } key)
        {
            return EnrolmentProblems.RequestRefused.At(
                nodeId,
                "It is not a signed PKCS#10 request for an ECDSA P-256 key."
            );
        }
        return Issue(
            key,
            LinkCertificates.NodeRole + nodeId,
            LinkCertificates.ServerPurpose,
            LinkCertificates.NodeLife
        );
    }

    public X509Certificate2 IssuePortal(string portalId)
    {
        using var key = LinkCertificates.CreateKey();
        using var certificate = Issue(
            new PublicKey(key),
            LinkCertificates.PortalRole + portalId,
            LinkCertificates.ClientPurpose,
            LinkCertificates.PortalLife
        );
        return certificate.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Issue(PublicKey key, string commonName, string purpose, TimeSpan life)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(commonName);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        AddExtensions(request, purpose);
        var now = time.GetUtcNow();
        var last = new DateTimeOffset(signer.NotAfter);
        var end = now + life < last ? now + life : last;
        return request.Create(signer, now - LinkCertificates.ClockTolerance, end, SerialNumber());
    }

    private void AddExtensions(CertificateRequest request, string purpose)
    {
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        extensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: true));
        extensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(signer, true, false));
    }

    /// <summary>RFC 5280 section 4.1.2.2: positive, at most 20 bytes.</summary>
    private static byte[] SerialNumber()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7f) | 0x40);
        return serial;
    }

    /// <summary>Proof of possession is part of the reading: RFC 2986 section 3, the request is signed with its own key.</summary>
    private static PublicKey? ReadKey(string request)
    {
        if (request.Length > LongestRequest)
        {
            return null;
        }
        try
        {
            var read = CertificateRequest.LoadSigningRequestPem(request, HashAlgorithmName.SHA256);
            using var key = read.PublicKey.GetECDsaPublicKey();
            return key?.KeySize == 256 ? read.PublicKey : null;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
