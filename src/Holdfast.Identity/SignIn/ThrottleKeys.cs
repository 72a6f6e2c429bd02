using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Holdfast.Identity.UserNames;

namespace Holdfast.Identity.SignIn;

/// <summary>Under which keys failures are counted.</summary>
public static class ThrottleKeys
{
    /// <summary>Of an IPv6 address, the network that one customer usually has counts.</summary>
    private const int Ipv6PrefixBytes = 8;

    /// <param name="typed">What was typed as name. It is hashed: people type their password into the wrong field.</param>
    public static string OfName(string? typed)
    {
        var name = UserName.Read(typed);
        var key = name.Succeeded ? name.Value.Key : (typed ?? "");
        return "sign-in/name/" + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }

    /// <summary>Of codes: whoever tries them has given the password before.</summary>
    public static string OfFactor(Guid userId) => $"sign-in/factor/{userId:N}";

    public static string OfAddress(IPAddress address) => "sign-in/address/" + Counted(address);

    /// <summary>Of wrong API tokens: a program that has lost its own keeps no person from signing in.</summary>
    public static string OfTokensFrom(IPAddress address) => "api-token/address/" + Counted(address);

    private static string Counted(IPAddress address)
    {
        var counted = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return counted.AddressFamily == AddressFamily.InterNetworkV6 ? Network(counted) : counted.ToString();
    }

    private static string Network(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Ipv6PrefixBytes).Clear();
        return $"{new IPAddress(bytes)}/{Ipv6PrefixBytes * 8}";
    }
}
