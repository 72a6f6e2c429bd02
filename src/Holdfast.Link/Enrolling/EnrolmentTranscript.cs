using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Holdfast.Link.Enrolling;

/// <summary>
/// What both ends saw and said. The proofs are HMAC-SHA256 over its hash, with a key derived from the secret; a proof therefore holds
/// for this exchange, this key of the node and this authority only, and never for the other direction.
/// </summary>
internal sealed class EnrolmentTranscript
{
    public const int NonceLength = 32;

    private readonly byte[] _key;
    private readonly byte[] _hash;

    public EnrolmentTranscript(
        EnrolmentCode code,
        byte[] portalNonce,
        byte[] nodeNonce,
        string request,
        string nodeId,
        X509Certificate2 authority
    )
    {
        _key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            code.Secret,
            32,
            salt: null,
            "holdfast enrolment proof 1"u8.ToArray()
        );
        _hash = Hash(portalNonce, nodeNonce, code.Fingerprint, Bytes(request), Bytes(nodeId), authority.RawData);
    }

    public byte[] PortalProof => Proof("portal");

    public byte[] NodeProof => Proof("node");

    /// <summary>In a time that does not depend on where they differ.</summary>
    public static bool IsSame(byte[] proof, byte[] other) => CryptographicOperations.FixedTimeEquals(proof, other);

    private byte[] Proof(string side) => HMACSHA256.HashData(_key, (byte[])[.. Bytes(side), 0, .. _hash]);

    /// <summary>Each field with its length before it, so that no two lists of fields give the same bytes.</summary>
    private static byte[] Hash(params ReadOnlySpan<byte[]> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
            hash.AppendData(length);
            hash.AppendData(field);
        }
        return hash.GetHashAndReset();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
