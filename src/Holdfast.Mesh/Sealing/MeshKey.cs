using System.Net;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Mesh.Members;
using Holdfast.Pki.Sodium;

namespace Holdfast.Mesh.Sealing;

/// <summary>
/// What the password of a mesh becomes. It admits, and nothing more: who is who is proved by the hosts' own keys. All members have to
/// come to the same key before they can talk, so that the salt is the same for all meshes: a good password is long.
/// </summary>
public sealed class MeshKey
{
    public const int Length = 32;

    private static readonly byte[] Salt = SHA256.HashData("holdfast mesh 1 password"u8)[..PasswordKey.SaltLength];
    private readonly byte[] _bytes;

    /// <param name="bytes">32, random or from a password.</param>
    public MeshKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
        {
            throw new ArgumentException("The key of a mesh has 32 bytes.", nameof(bytes));
        }

        _bytes = bytes.ToArray();
    }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    public static MeshKey OfPassword(string password) =>
        new(PasswordKey.Derive(Encoding.UTF8.GetBytes(password), Salt, Length));

    /// <summary>The network of the hosts' own addresses: one of those that anybody may use, chosen by the password (RFC 4193, 3.2).</summary>
    public IPNetwork OwnAddresses
    {
        get
        {
            var bytes = new byte[16];
            HKDF.Expand(HashAlgorithmName.SHA256, _bytes, bytes.AsSpan(1, 5), "holdfast mesh 1 network"u8);
            bytes[0] = 0xfd;
            return new IPNetwork(new IPAddress(bytes), 48);
        }
    }

    /// <summary>An address of its own for each host, beside those that it may share: from its id, so that nobody has to give it out.</summary>
    public IPAddress OwnAddress(HostId host)
    {
        var bytes = OwnAddresses.BaseAddress.GetAddressBytes();
        SHA256.HashData(host.ToArray()).AsSpan(0, 10).CopyTo(bytes.AsSpan(6));
        return new IPAddress(bytes);
    }
}
