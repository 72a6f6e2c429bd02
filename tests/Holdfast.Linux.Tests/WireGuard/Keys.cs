using System.Buffers.Binary;
using System.Security.Cryptography;
using Holdfast.Linux.Tests.Namespaces;
using Holdfast.Model.Keys;

namespace Holdfast.Linux.Tests.WireGuard;

internal static class Keys
{
    /// <summary>The n-th of many different public keys. Any 32 bytes are one.</summary>
    public static WireGuardKey Public(int number)
    {
        Span<byte> bytes = stackalloc byte[WireGuardKey.Length];
        bytes.Fill(0x11);
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return new WireGuardKey(bytes);
    }

    /// <summary>A clamped private key (RFC 7748), as WireGuard gives it back.</summary>
    public static WireGuardKey Private()
    {
        var bytes = RandomNumberGenerator.GetBytes(WireGuardKey.Length);
        bytes[0] &= 248;
        bytes[31] = (byte)((bytes[31] & 127) | 64);
        return new WireGuardKey(bytes);
    }

    /// <summary>By the reference tool.</summary>
    public static async Task<WireGuardKey> PublicOfAsync(WireGuardKey privateKey)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("key"), privateKey.ToBase64());
        var text = await Tool.RunAsync("sh", "-c", $"wg pubkey <{folder.File("key")}");
        return WireGuardKey.Parse(text.Trim());
    }
}
