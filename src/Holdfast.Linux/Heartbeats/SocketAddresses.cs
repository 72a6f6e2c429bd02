using System.Net;
using System.Net.Sockets;

namespace Holdfast.Linux.Heartbeats;

/// <summary>Addresses as the kernel's socket calls have them (ip(7), ipv6(7)).</summary>
internal static class SocketAddresses
{
    public const int FamilyIPv4 = 2;
    public const int FamilyIPv6 = 10;
    public const int Longest = 28;
    private const int Length4 = 16;
    private const int AddressAt4 = 4;
    private const int AddressAt6 = 8;
    private const int ScopeAt6 = 24;

    /// <param name="scope">Index of the link, for IPv6 addresses that mean another host on each.</param>
    public static byte[] Of(IPAddress address, int scope)
    {
        var isIPv4 = address.AddressFamily == AddressFamily.InterNetwork;
        var bytes = new byte[isIPv4 ? Length4 : Longest];
        BitConverter.TryWriteBytes(bytes, (ushort)(isIPv4 ? FamilyIPv4 : FamilyIPv6));
        address.GetAddressBytes().CopyTo(bytes, isIPv4 ? AddressAt4 : AddressAt6);
        if (!isIPv4 && (address.IsIPv6LinkLocal || address.IsIPv6Multicast))
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(ScopeAt6), scope);
        }

        return bytes;
    }

    /// <summary>Of <c>struct sockaddr_in6</c>.</summary>
    public static ReadOnlySpan<byte> Address6(ReadOnlySpan<byte> socketAddress) => socketAddress.Slice(AddressAt6, 16);
}
