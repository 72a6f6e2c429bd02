using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Authority;

/// <summary>
/// Reads PKCS#10 requests (RFC 2986). Only the public key is taken from them: names, usages and times are ours to say.
/// </summary>
public static class SigningRequests
{
    /// <summary>Characters; ours. A request with a P-384 key has about 700.</summary>
    public const int MaxLength = 8 * 1024;

    private static readonly string[] AllowedCurves = ["1.2.840.10045.3.1.7", "1.3.132.0.34"];

    /// <returns>The key of a request that its holder signed; otherwise HF-1907 or HF-1908.</returns>
    public static Outcome<PublicKey> ReadKey(string pem)
    {
        if (pem.Length > MaxLength)
        {
            return KeyProblems.RequestUnreadable.At("", $"It has more than {MaxLength} characters.");
        }

        try
        {
            var request = CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256);
            return IsAllowed(request.PublicKey)
                ? request.PublicKey
                : KeyProblems.RequestKeyRefused.At("", "Its key is of another kind or curve.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return KeyProblems.RequestUnreadable.At("", "It is not a request, or its signature does not fit.");
        }
    }

    private static bool IsAllowed(PublicKey key)
    {
        using var ecdsa = key.GetECDsaPublicKey();
        return ecdsa is not null && AllowedCurves.Contains(ecdsa.ExportParameters(false).Curve.Oid.Value);
    }
}
