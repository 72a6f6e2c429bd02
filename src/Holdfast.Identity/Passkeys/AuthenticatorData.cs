using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Holdfast.Identity.Passkeys;

/// <summary>What the authenticator signs (WebAuthn level 2, section 6.1).</summary>
/// <param name="Counter">How often it has signed; many always say 0.</param>
/// <param name="Credential">The new credential's id and key, when it made one; null: none.</param>
internal sealed record AuthenticatorData(byte[] PartyHash, byte Flags, uint Counter, AttestedCredential? Credential)
{
    private const int HashLength = 32;
    private const int FixedLength = HashLength + 1 + sizeof(uint);
    private const int GuidLength = 16;

    private const byte Present = 1;
    private const byte Verified = 1 << 2;
    private const byte HasCredential = 1 << 6;
    private const byte HasExtensions = 1 << 7;

    public bool UserPresent => (Flags & Present) != 0;

    public bool UserVerified => (Flags & Verified) != 0;

    public bool IsFor(RelyingParty party) =>
        CryptographicOperations.FixedTimeEquals(PartyHash, SHA256.HashData(Encoding.UTF8.GetBytes(party.Id)));

    /// <returns>Null: not of this form.</returns>
    public static AuthenticatorData? Read(ReadOnlyMemory<byte> data)
    {
        if (data.Length < FixedLength)
        {
            return null;
        }

        var span = data.Span;
        var (flags, counter) = (span[HashLength], BinaryPrimitives.ReadUInt32BigEndian(span[(HashLength + 1)..]));
        var rest = data[FixedLength..];
        AttestedCredential? credential = null;
        if ((flags & HasCredential) != 0)
        {
            credential = ReadCredential(ref rest);
            if (credential is null)
            {
                return null;
            }
        }

        // Extensions are not asked for; what an authenticator adds unasked is one CBOR map, and means nothing here.
        var complete = (flags & HasExtensions) == 0 ? rest.IsEmpty : CborMaps.LengthOfFirst(rest) == rest.Length;
        return complete ? new(span[..HashLength].ToArray(), flags, counter, credential) : null;
    }

    /// <summary>Section 6.5.1: AAGUID, length, id, key.</summary>
    private static AttestedCredential? ReadCredential(ref ReadOnlyMemory<byte> rest)
    {
        const int Head = GuidLength + sizeof(ushort);
        if (rest.Length < Head)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span[GuidLength..]);
        if (length is 0 or > PasskeyLimits.CredentialId || rest.Length < Head + length)
        {
            return null;
        }

        var id = rest.Slice(Head, length);
        var key = rest[(Head + length)..];
        if (CborMaps.LengthOfFirst(key) is not { } keyLength)
        {
            return null;
        }

        rest = key[keyLength..];
        return new(id.ToArray(), key[..keyLength].ToArray());
    }
}

/// <param name="Id">1 to 1023 bytes.</param>
/// <param name="PublicKey">A COSE key.</param>
internal sealed record AttestedCredential(byte[] Id, byte[] PublicKey);
