using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Holdfast.Identity.Radius;

/// <summary>MD5, in which RADIUS is written. Against what became possible with it since (Blast-RADIUS) stands the HMAC in every packet.</summary>
[SuppressMessage(
    "Security",
    "CA5351:Do Not Use Broken Cryptographic Algorithms",
    Justification = "RFC 2865 and 2869 say so"
)]
internal static class RadiusHash
{
    public const int Length = 16;

    public static byte[] Md5(params ReadOnlySpan<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts)
        {
            hash.AppendData(part);
        }

        return hash.GetHashAndReset();
    }

    public static byte[] Hmac(byte[] secret, byte[] packet) => HMACMD5.HashData(secret, packet);
}
