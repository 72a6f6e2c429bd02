using System.Net;
using System.Net.Sockets;

namespace Holdfast.Linux.Network;

/// <summary>Families of addresses as rtnetlink numbers them: <c>AF_INET</c>, <c>AF_INET6</c>.</summary>
internal static class AddressFamilies
{
    public const byte IPv4 = 2;
    public const byte IPv6 = 10;

    public static IReadOnlyList<byte> Both { get; } = [IPv4, IPv6];

    public static byte Of(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? IPv4 : IPv6;
}
