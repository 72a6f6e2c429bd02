using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Pki.Authority;

/// <summary>The extensions of the certificates that an authority signs, RFC 5280 section 4.2.</summary>
internal static class CertificateExtensions
{
    public static void AddTo(CertificateRequest request, CertificateContent content, X509Certificate2 authority)
    {
        var extensions = request.CertificateExtensions;
        extensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        extensions.Add(new X509EnhancedKeyUsageExtension(content.Usages, critical: false));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        extensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, false)
        );
        if (content.DnsNames.Count + content.Addresses.Count > 0)
        {
            extensions.Add(AlternativeNames(content));
        }
    }

    private static X509Extension AlternativeNames(CertificateContent content)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in content.DnsNames)
        {
            names.AddDnsName(name);
        }

        foreach (var address in content.Addresses)
        {
            names.AddIpAddress(address);
        }

        return names.Build();
    }
}
