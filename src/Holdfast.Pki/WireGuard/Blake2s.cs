using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Holdfast.Pki.WireGuard;

/// <summary>BLAKE2s (RFC 7693) from OpenSSL 3, in the three ways in which WireGuard uses it.</summary>
public static partial class Blake2s
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    /// <summary>Bytes of <see cref="Mac"/>.</summary>
    public const int MacLength = 16;

    private const string Library = "libcrypto.so.3";
    private const int Block = 64;

    /// <summary>OSSL_PARAM_UNSIGNED_INTEGER.</summary>
    private const uint UnsignedInteger = 2;

    public static byte[] Hash(params ReadOnlySpan<byte[]> parts)
    {
        var (data, hash) = (Concat(parts), new byte[Length]);
        return Digest(0, "BLAKE2S-256", null, data, (nuint)data.Length, hash, 0) == 1
            ? hash
            : throw new CryptographicException("OpenSSL made no BLAKE2s hash.");
    }

    /// <summary>HMAC (RFC 2104) with BLAKE2s inside, not BLAKE2s's own key.</summary>
    /// <param name="key">At most 64 bytes.</param>
    public static byte[] Hmac(ReadOnlySpan<byte> key, params ReadOnlySpan<byte[]> parts)
    {
        var (inner, outer) = (new byte[Block], new byte[Block]);
        key.CopyTo(inner);
        key.CopyTo(outer);
        for (var i = 0; i < Block; i++)
        {
            inner[i] ^= 0x36;
            outer[i] ^= 0x5C;
        }

        return Hash(outer, Hash(inner, Concat(parts)));
    }

    /// <summary>BLAKE2s with a key of 32 bytes, and 16 bytes long.</summary>
    public static unsafe byte[] Mac(byte[] key, byte[] data)
    {
        nuint size = MacLength;
        var mac = new byte[MacLength];
        fixed (byte* name = "size\0"u8)
        {
            Parameter[] parameters =
            [
                new()
                {
                    Key = (nint)name,
                    Type = UnsignedInteger,
                    Data = (nint)(&size),
                    Size = (nuint)sizeof(nuint),
                },
                default,
            ];
            var made = Code(
                0,
                "BLAKE2SMAC",
                null,
                null,
                parameters,
                key,
                (nuint)key.Length,
                data,
                (nuint)data.Length,
                mac,
                MacLength,
                out var length
            );
            return made != 0 && length == MacLength
                ? mac
                : throw new CryptographicException("OpenSSL made no BLAKE2s code.");
        }
    }

    private static byte[] Concat(ReadOnlySpan<byte[]> parts)
    {
        using var all = new MemoryStream();
        foreach (var part in parts)
        {
            all.Write(part);
        }

        return all.ToArray();
    }

    [LibraryImport(Library, EntryPoint = "EVP_Q_digest", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Digest(
        nint context,
        string name,
        string? properties,
        byte[] data,
        nuint length,
        byte[] hash,
        nint hashLength
    );

    [LibraryImport(Library, EntryPoint = "EVP_Q_mac", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Code(
        nint context,
        string name,
        string? properties,
        string? inner,
        Parameter[] parameters,
        byte[] key,
        nuint keyLength,
        byte[] data,
        nuint length,
        byte[] mac,
        nuint room,
        out nuint macLength
    );

    /// <summary>OSSL_PARAM.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Parameter
    {
        public nint Key;
        public uint Type;
        public nint Data;
        public nuint Size;
        public nuint Returned;
    }
}
