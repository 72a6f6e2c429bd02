using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Holdfast.Testing.Oidc;

/// <summary>A key of a provider, that signs rightly or in one of the ways that must not be believed.</summary>
/// <param name="Id">Null: the key has none.</param>
public sealed record TokenSigner(string? Id, string Algorithm, JsonObject Key, Func<byte[], byte[]> Signature)
{
    public static TokenSigner Rsa(string? id, string algorithm = "RS256", int bits = 2048)
    {
        var rsa = RSA.Create(bits);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var padding = algorithm[0] == 'P' ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(parameters.Modulus),
            ["e"] = Base64Url.EncodeToString(parameters.Exponent),
        };
        return new(id, algorithm, key, signed => rsa.SignData(signed, HashOf(algorithm), padding));
    }

    public static TokenSigner Curve(string? id, string algorithm = "ES256")
    {
        var (curve, name) = algorithm switch
        {
            "ES256" => (ECCurve.NamedCurves.nistP256, "P-256"),
            "ES384" => (ECCurve.NamedCurves.nistP384, "P-384"),
            _ => (ECCurve.NamedCurves.nistP521, "P-521"),
        };
        var ec = ECDsa.Create(curve);
        var point = ec.ExportParameters(includePrivateParameters: false).Q;
        var key = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = name,
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
        return new(id, algorithm, key, signed => ec.SignData(signed, HashOf(algorithm)));
    }

    /// <summary>The key is there, and the token is not signed.</summary>
    public TokenSigner WithoutSignature() => this with { Algorithm = "none", Signature = _ => [] };

    /// <summary>Signed with the public key as if it were a shared one.</summary>
    public TokenSigner WithThePublicKeyAsSecret() =>
        this with
        {
            Algorithm = "HS256",
            Signature = signed => HMACSHA256.HashData(Encoding.UTF8.GetBytes($"{Key["n"]}"), signed),
        };

    /// <summary>RFC 7517.</summary>
    public JsonObject Keys()
    {
        var key = Key.DeepClone().AsObject();
        key["use"] = "sig";
        if (Id is not null)
        {
            key["kid"] = Id;
        }

        return new() { ["keys"] = new JsonArray(key) };
    }

    /// <summary>RFC 7515 section 7.1.</summary>
    public string Sign(JsonObject claims)
    {
        var header = new JsonObject { ["alg"] = Algorithm };
        if (Id is not null)
        {
            header["kid"] = Id;
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(JsonObject json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static HashAlgorithmName HashOf(string algorithm) => new($"SHA{algorithm[2..]}");
}
