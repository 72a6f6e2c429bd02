using System.Security.Cryptography;
using Holdfast.Model.Keys;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Node.WireGuard.Probing;

/// <summary>What both halves of WireGuard's handshake have in common (WireGuard's paper, section 5.4).</summary>
internal static class HandshakeParts
{
    /// <summary>What both sides know before anything is said.</summary>
    public static readonly SymmetricState Start = SymmetricState.Begin(
        "Noise_IKpsk2_25519_ChaChaPoly_BLAKE2s"u8.ToArray(),
        "WireGuard v1 zx2c4 Jason@zx2c4.com"u8.ToArray()
    );

    /// <summary>Stands for the preshared key where there is none.</summary>
    public static readonly byte[] NoPresharedKey = new byte[WireGuardKey.Length];

    private static readonly byte[] MacLabel = "mac1----"u8.ToArray();

    /// <returns>Null: the point is none of the curve's, or a weak one.</returns>
    public static byte[]? TryAgree(WireGuardKeyPair pair, byte[] point)
    {
        var secret = new byte[X25519.Length];
        return X25519.TryAgree(pair.PrivateKey.Bytes, point, secret) ? secret : null;
    }

    /// <exception cref="CryptographicException">The point is none of the curve's, or a weak one.</exception>
    public static byte[] Agree(WireGuardKeyPair pair, byte[] point) =>
        TryAgree(pair, point) ?? throw new CryptographicException("The other's key is none.");

    /// <summary>
    /// Writes the first code (section 5.4.4) behind the first <paramref name="signed"/> bytes. The second one stays zero, because we
    /// never had a cookie.
    /// </summary>
    /// <param name="to">Public key of who receives the message.</param>
    public static void Sign(byte[] message, int signed, byte[] to) =>
        Blake2s.Mac(Blake2s.Hash(MacLabel, to), message[..signed]).CopyTo(message.AsSpan(signed));
}
