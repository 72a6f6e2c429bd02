using System.Formats.Cbor;

namespace Holdfast.Identity.Passkeys;

/// <summary>
/// The envelope around the data of a new credential (WebAuthn level 2, section 6.5). Nothing is asked of the maker of the authenticator, so only
/// the formats <c>none</c> and <c>packed</c> signed by the new key itself are taken.
/// </summary>
internal sealed record Attestation(
    string Format,
    byte[] AuthenticatorData,
    long? Algorithm,
    byte[]? Signature,
    bool HasChain
)
{
    /// <returns>Null: not of this form.</returns>
    public static Attestation? Read(ReadOnlyMemory<byte> cbor)
    {
        try
        {
            var reader = new CborReader(cbor, CborConformanceMode.Lax);
            var read = ReadMembers(reader);
            return reader.BytesRemaining == 0 ? read : null;
        }
        catch (Exception broken) when (CborMaps.IsBroken(broken))
        {
            return null;
        }
    }

    /// <summary>Whether the statement holds, over the data that it is about.</summary>
    public PasskeyRefusal Check(CoseKey key, long keyAlgorithm, ReadOnlySpan<byte> clientDataHash) =>
        Format switch
        {
            "none" => PasskeyRefusal.None,
            "packed" when !HasChain && Algorithm == keyAlgorithm && Signature is not null => key.Verifies(
                [.. AuthenticatorData, .. clientDataHash],
                Signature
            )
                ? PasskeyRefusal.None
                : PasskeyRefusal.BadSignature,
            _ => PasskeyRefusal.NotSupported,
        };

    private static Attestation? ReadMembers(CborReader reader)
    {
        var (format, data) = ("", Array.Empty<byte>());
        var statement = (Algorithm: (long?)null, Signature: (byte[]?)null, HasChain: false);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "fmt":
                    format = reader.ReadTextString();
                    break;
                case "authData":
                    data = reader.ReadByteString();
                    break;
                case "attStmt":
                    statement = ReadStatement(reader);
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        reader.ReadEndMap();
        return format.Length == 0 || data.Length == 0
            ? null
            : new(format, data, statement.Algorithm, statement.Signature, statement.HasChain);
    }

    private static (long? Algorithm, byte[]? Signature, bool HasChain) ReadStatement(CborReader reader)
    {
        var (algorithm, signature, hasChain) = ((long?)null, (byte[]?)null, false);
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            switch (reader.ReadTextString())
            {
                case "alg"
                    when reader.PeekState() is CborReaderState.NegativeInteger or CborReaderState.UnsignedInteger:
                    algorithm = reader.ReadInt64();
                    break;
                case "sig" when reader.PeekState() == CborReaderState.ByteString:
                    signature = reader.ReadByteString();
                    break;
                case "x5c":
                    hasChain = true;
                    reader.SkipValue();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        reader.ReadEndMap();
        return (algorithm, signature, hasChain);
    }
}
