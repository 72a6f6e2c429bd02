using System.Security.Cryptography;
using System.Text.Json;

namespace Holdfast.Identity.Oidc;

/// <summary>A public key with which a provider signs (RFC 7517): RSA, or an elliptic curve.</summary>
/// <param name="Id">Null: the provider gives it none.</param>
/// <param name="Algorithm">The only one for which it is; null: not said.</param>
public sealed record ProviderKey(string? Id, string? Algorithm)
{
    private const int SmallestRsa = 2048;
    private const int LargestRsa = 8192;

    /// <summary>Null: it is of the other kind.</summary>
    private RSAParameters? Rsa { get; init; }

    private ECParameters? Curve { get; init; }

    /// <summary>Those keys of a set (RFC 7517 section 5) that can be used to check signatures; others are passed over.</summary>
    /// <returns>Null: it is no set of keys.</returns>
    public static IReadOnlyList<ProviderKey>? ParseSet(ReadOnlySpan<byte> json) =>
        json.Length <= OidcLimits.LongestAnswer
        && JsonDocuments.Object(json) is { } root
        && root.TryGetProperty("keys", out var keys)
        && keys.ValueKind == JsonValueKind.Array
            ? [.. keys.EnumerateArray().Take(OidcLimits.MostKeys).Select(Parse).OfType<ProviderKey>()]
            : null;

    /// <summary>Whether it made the signature. The algorithm must be one for this kind of key: a public key is never taken for a shared one.</summary>
    public bool Verifies(string algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (Algorithm is not null && Algorithm != algorithm)
        {
            return false;
        }

        try
        {
            return (algorithm, Rsa, Curve) switch
            {
                ("RS256" or "RS384" or "RS512", { } key, _) => VerifiesRsa(
                    key,
                    algorithm,
                    RSASignaturePadding.Pkcs1,
                    signed,
                    signature
                ),
                ("PS256" or "PS384" or "PS512", { } key, _) => VerifiesRsa(
                    key,
                    algorithm,
                    RSASignaturePadding.Pss,
                    signed,
                    signature
                ),
                ("ES256" or "ES384" or "ES512", _, { } key) when IsCurveOf(algorithm, key) => VerifiesCurve(
                    key,
                    algorithm,
                    signed,
                    signature
                ),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            // A key that is none, such as a point beside the curve.
            return false;
        }
    }

    private static bool VerifiesRsa(
        RSAParameters key,
        string algorithm,
        RSASignaturePadding padding,
        ReadOnlySpan<byte> signed,
        ReadOnlySpan<byte> signature
    )
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(signed, signature, HashOf(algorithm), padding);
    }

    private static bool VerifiesCurve(
        ECParameters key,
        string algorithm,
        ReadOnlySpan<byte> signed,
        ReadOnlySpan<byte> signature
    )
    {
        using var curve = ECDsa.Create(key);
        // RFC 7518 section 3.4: both numbers, one behind the other.
        return curve.VerifyData(
            signed,
            signature,
            HashOf(algorithm),
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
    }

    private static HashAlgorithmName HashOf(string algorithm) =>
        algorithm[2..] switch
        {
            "256" => HashAlgorithmName.SHA256,
            "384" => HashAlgorithmName.SHA384,
            _ => HashAlgorithmName.SHA512,
        };

    /// <summary>RFC 7518 section 3.4: each algorithm has its curve.</summary>
    private static bool IsCurveOf(string algorithm, ECParameters key) =>
        key.Q.X!.Length
        == algorithm switch
        {
            "ES256" => 32,
            "ES384" => 48,
            _ => 66,
        };

    private static ProviderKey? Parse(JsonElement of)
    {
        if (of.ValueKind != JsonValueKind.Object || of.Text("use") is not (null or "sig"))
        {
            return null;
        }

        var key = new ProviderKey(of.Text("kid"), of.Text("alg"));
        return of.Text("kty") switch
        {
            "RSA" => RsaOf(of) is { } rsa ? key with { Rsa = rsa } : null,
            "EC" => CurveOf(of) is { } curve ? key with { Curve = curve } : null,
            _ => null,
        };
    }

    private static RSAParameters? RsaOf(JsonElement of) =>
        Bytes(of, "n") is { } modulus
        && Bytes(of, "e") is { Length: > 0 and <= 8 } exponent
        && modulus.AsSpan().TrimStart((byte)0).Length * 8 is >= SmallestRsa and <= LargestRsa
            ? new() { Modulus = modulus.AsSpan().TrimStart((byte)0).ToArray(), Exponent = exponent }
            : null;

    private static ECParameters? CurveOf(JsonElement of)
    {
        (ECCurve Curve, int Length)? curve = of.Text("crv") switch
        {
            "P-256" => (ECCurve.NamedCurves.nistP256, 32),
            "P-384" => (ECCurve.NamedCurves.nistP384, 48),
            "P-521" => (ECCurve.NamedCurves.nistP521, 66),
            _ => null,
        };
        return
            curve is { } known
            && Bytes(of, "x") is { } x
            && Bytes(of, "y") is { } y
            && x.Length == known.Length
            && y.Length == known.Length
            ? new()
            {
                Curve = known.Curve,
                Q = new() { X = x, Y = y },
            }
            : null;
    }

    private static byte[]? Bytes(JsonElement of, string name) =>
        of.Text(name) is { Length: <= 2000 } text ? JsonWebText.Decode(text) : null;
}
