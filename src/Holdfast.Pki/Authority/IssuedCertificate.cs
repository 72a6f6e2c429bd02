namespace Holdfast.Pki.Authority;

/// <summary>A certificate with the key that was made for it.</summary>
/// <param name="CertificatePem">The certificate alone, without its authority's.</param>
/// <param name="PrivateKeyPem">PKCS#8.</param>
/// <param name="SerialNumber">Upper-case hexadecimal.</param>
public sealed record IssuedCertificate(
    string CertificatePem,
    string PrivateKeyPem,
    string SerialNumber,
    CertificateTimes Times
)
{
    /// <summary>Never the key.</summary>
    public override string ToString() => $"IssuedCertificate {SerialNumber} until {Times.NotAfter:O}";
}
