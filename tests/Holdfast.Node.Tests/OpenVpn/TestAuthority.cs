using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Holdfast.Node.Tests.OpenVpn;

/// <summary>Certificates and keys as the portal makes them.</summary>
internal sealed class TestAuthority
{
    private const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _authority;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        _authority = request.CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1),
            TimeProvider.System.GetUtcNow().AddDays(9)
        );
        Certificate = _authority.ExportCertificatePem() + "\n";
        TlsCrypt = StaticKey();
    }

    public string Certificate { get; }

    public string TlsCrypt { get; }

    public (string Certificate, string Key) Server() => Issue("server", ServerAuth);

    public (string Certificate, string Key) Client(string name) => Issue(name, ClientAuth);

    private (string Certificate, string Key) Issue(string name, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        var serial = RandomNumberGenerator.GetBytes(8);
        using var certificate = request.Create(
            _authority,
            TimeProvider.System.GetUtcNow().AddHours(-1),
            TimeProvider.System.GetUtcNow().AddDays(1),
            serial
        );
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>2048 bits in lines of 16 bytes, as <c>openvpn --genkey secret</c> writes them.</summary>
    private static string StaticKey()
    {
        var text = new StringBuilder("-----BEGIN OpenVPN Static key V1-----\n");
        foreach (var line in RandomNumberGenerator.GetBytes(256).Chunk(16))
        {
            text.Append(Convert.ToHexStringLower(line)).Append('\n');
        }

        return text.Append("-----END OpenVPN Static key V1-----\n").ToString();
    }
}
