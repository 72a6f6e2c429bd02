using System.Formats.Cbor;
using System.Security.Cryptography;
using Holdfast.Identity.Passwords;

namespace Holdfast.Identity.Passkeys;

/// <summary>
/// A public key as authenticators give it (RFC 9052 section 7, RFC 9053): ES256 on P-256, EdDSA on Ed25519, or RS256.
/// </summary>
internal sealed class CoseKey
{
    public const int Es256 = -7;
    public const int EdDsa = -8;
    public const int Rs256 = -257;

    // RFC 9052 section 7.1, RFC 9053 section 7.1, RFC 8230 section 4.
    private const int Kind = 1;
    private const int Algorithm = 3;
    private const int CurveOrModulus = -1;
    private const int XOrExponent = -2;
    private const int YCoordinate = -3;

    private const int Okp = 1;
    private const int Ec2 = 2;
    private const int Rsa = 3;
    private const int P256 = 1;
    private const int Ed25519 = 6;

    private const int CoordinateLength = 32;

    private readonly Dictionary<int, object> _members;

    private CoseKey(Dictionary<int, object> members) => _members = members;

    /// <summary>Null: not a key of a kind that is known here.</summary>
    public static CoseKey? Read(ReadOnlyMemory<byte> cose)
    {
        if (cose.Length > PasskeyLimits.PublicKey)
        {
            return null;
        }

        try
        {
            var reader = new CborReader(cose, CborConformanceMode.Ctap2Canonical);
            var key = new CoseKey(ReadMembers(reader));
            return reader.BytesRemaining == 0 && key.IsKnown() ? key : null;
        }
        catch (Exception broken) when (CborMaps.IsBroken(broken))
        {
            return null;
        }
    }

    /// <summary>Of a key that was read: it is there.</summary>
    public long AlgorithmId => Number(Algorithm)!.Value;

    /// <summary>WebAuthn level 2, section 6.5.6 says how signatures are written.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            return Number(Algorithm) switch
            {
                Es256 => VerifiesEs256(data, signature),
                EdDsa => Sodium.VerifyEd25519(signature, data, Bytes(XOrExponent)!),
                Rs256 => VerifiesRs256(data, signature),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve, a modulus that is none.
            return false;
        }
    }

    private bool IsKnown() =>
        (Number(Kind), Number(Algorithm)) switch
        {
            (Ec2, Es256) => Number(CurveOrModulus) == P256
                && Bytes(XOrExponent)?.Length == CoordinateLength
                && Bytes(YCoordinate)?.Length == CoordinateLength,
            (Okp, EdDsa) => Number(CurveOrModulus) == Ed25519 && Bytes(XOrExponent)?.Length == CoordinateLength,
            // At least 2048 bits; an exponent of at most eight bytes.
            (Rsa, Rs256) => Bytes(CurveOrModulus) is { Length: >= 256 and <= 1024 }
                && Bytes(XOrExponent) is { Length: > 0 and <= 8 },
            _ => false,
        };

    private bool VerifiesEs256(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = ECDsa.Create(
            new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Bytes(XOrExponent), Y = Bytes(YCoordinate) },
            }
        );
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private bool VerifiesRs256(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var key = RSA.Create(
            new RSAParameters { Modulus = Bytes(CurveOrModulus), Exponent = Bytes(XOrExponent) }
        );
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private long? Number(int label) => _members.GetValueOrDefault(label) as long?;

    private byte[]? Bytes(int label) => _members.GetValueOrDefault(label) as byte[];

    /// <summary>Numbers and bytes under labels that are numbers; what else there is says nothing to us.</summary>
    private static Dictionary<int, object> ReadMembers(CborReader reader)
    {
        var members = new Dictionary<int, object>();
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            var label = reader.ReadInt32();
            switch (reader.PeekState())
            {
                case CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger:
                    members[label] = reader.ReadInt64();
                    break;
                case CborReaderState.ByteString:
                    members[label] = reader.ReadByteString();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        reader.ReadEndMap();
        return members;
    }
}
