using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Authority;

/// <summary>
/// A certificate with a key that signs others: ECDSA on P-256. There is one for each purpose, and what one signed counts nothing
/// with the others: <see cref="VpnAuthority"/>, <see cref="LinkAuthority"/>, <see cref="WebAuthority"/>.
/// </summary>
public sealed class CertificateAuthority : IDisposable
{
    private readonly ECDsa _key;
    private readonly X509Certificate2 _certificate;

    private CertificateAuthority(X509Certificate2 certificate, ECDsa key)
    {
        _certificate = certificate;
        _key = key;
        Times = new(Utc(certificate.NotBefore), Utc(certificate.NotAfter));
    }

    public CertificateTimes Times { get; }

    public string CertificatePem => _certificate.ExportCertificatePem() + "\n";

    /// <summary>PKCS#8, to be sealed at once; the caller clears it.</summary>
    public byte[] ExportPrivateKey() => _key.ExportPkcs8PrivateKey();

    /// <param name="name">The common name. An authority that follows another must have another name.</param>
    public static CertificateAuthority Create(string name, DateTimeOffset now, TimeSpan lifetime)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(DistinguishedNames.Of(name), key, HashAlgorithmName.SHA256);
        var keyId = new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true)
        );
        request.CertificateExtensions.Add(keyId);
        var times = CertificateTimes.Until(now, now + lifetime);
        var certificate = request.Create(
            request.SubjectName,
            X509SignatureGenerator.CreateForECDsa(key),
            times.NotBefore,
            times.NotAfter,
            NewSerial()
        );
        return new(certificate, key);
    }

    /// <param name="privateKey">PKCS#8.</param>
    /// <returns>The authority, or HF-1906.</returns>
    public static Outcome<CertificateAuthority> Load(string certificatePem, ReadOnlySpan<byte> privateKey)
    {
        X509Certificate2? certificate = null;
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(privateKey, out _);
            certificate = X509Certificate2.CreateFromPem(certificatePem);
            using var publicKey = certificate.GetECDsaPublicKey();
            if (
                publicKey?.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()) == true
            )
            {
                return new CertificateAuthority(certificate, key);
            }
        }
        catch (CryptographicException)
        {
            // What is wrong inside makes no difference to who has to restore it.
        }

        certificate?.Dispose();
        key.Dispose();
        return KeyProblems.AuthorityUnreadable.At("", "The certificate or its key cannot be read, or they do not fit.");
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    /// <summary>Makes a key and signs it.</summary>
    internal Outcome<IssuedCertificate> Issue(CertificateContent content, CertificateTimes times)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signed = Sign(content, new PublicKey(key), times);
        if (!signed.Succeeded)
        {
            return Outcome<IssuedCertificate>.Failed(signed.Problems);
        }

        using var certificate = signed.Value;
        return new IssuedCertificate(
            certificate.ExportCertificatePem() + "\n",
            key.ExportPkcs8PrivateKeyPem() + "\n",
            certificate.SerialNumber,
            new(Utc(certificate.NotBefore), Utc(certificate.NotAfter))
        );
    }

    /// <summary>Signs a key of somebody else; HF-1909 when the authority itself is no longer good.</summary>
    internal Outcome<X509Certificate2> Sign(CertificateContent content, PublicKey key, CertificateTimes asked)
    {
        var times = asked.Within(Times);
        if (times.NotAfter <= times.NotBefore)
        {
            return KeyProblems.AuthorityExpired.At(_certificate.Subject, $"It was good until {Times.NotAfter:u}.");
        }

        var request = new CertificateRequest(DistinguishedNames.Of(content.CommonName), key, HashAlgorithmName.SHA256);
        CertificateExtensions.AddTo(request, content, _certificate);
        return request.Create(
            _certificate.SubjectName,
            X509SignatureGenerator.CreateForECDsa(_key),
            times.NotBefore,
            times.NotAfter,
            NewSerial()
        );
    }

    /// <summary>Signs the key of a PKCS#10 request, and nothing else of it.</summary>
    /// <returns>PEM; otherwise HF-1907 to HF-1909.</returns>
    internal Outcome<string> SignRequest(string requestPem, CertificateContent content, CertificateTimes times)
    {
        var key = SigningRequests.ReadKey(requestPem);
        if (!key.Succeeded)
        {
            return Outcome<string>.Failed(key.Problems);
        }

        var signed = Sign(content, key.Value, times);
        using var certificate = signed.Value;
        return certificate is null
            ? Outcome<string>.Failed(signed.Problems)
            : certificate.ExportCertificatePem() + "\n";
    }

    /// <summary>128 random bits: unique without a counter that several portals would have to share.</summary>
    private static byte[] NewSerial() => RandomNumberGenerator.GetBytes(16);

    private static DateTimeOffset Utc(DateTime local) => new(local.ToUniversalTime());
}
