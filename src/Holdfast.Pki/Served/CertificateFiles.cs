namespace Holdfast.Pki.Served;

/// <summary>Where the administrator keeps the certificate that clients see.</summary>
/// <param name="Certificate">PEM, the server's own certificate first, then those that lead to the authority.</param>
/// <param name="Key">PEM; null: the key stands in <paramref name="Certificate"/>.</param>
public sealed record CertificateFiles(string Certificate, string? Key)
{
    /// <summary>Null when no certificate is named.</summary>
    public static CertificateFiles? From(string? certificate, string? key) =>
        certificate is null ? null : new(certificate, key);
}
