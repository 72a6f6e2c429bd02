using System.Net;
using System.Net.Sockets;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Webhooks;

/// <summary>
/// Where webhooks may go. Private networks are allowed: receivers are mostly there. What only this machine is meant to reach, such as the
/// metadata service of a cloud, is not.
/// </summary>
public static class WebhookTarget
{
    /// <summary>Characters. Ours.</summary>
    public const int Longest = 1000;

    /// <summary>Metadata services that are not link-local: AWS over IPv6, Alibaba, Oracle and others.</summary>
    private static readonly IPAddress[] Metadata =
    [
        IPAddress.Parse("fd00:ec2::254"),
        IPAddress.Parse("100.100.100.200"),
        IPAddress.Parse("192.0.0.192"),
        IPAddress.Parse("168.63.129.16"),
    ];

    public static Outcome<Uri> Read(string text, string where) =>
        text.Length is > 0 and <= Longest
        && !text.Any(c => char.IsControl(c) || c is ' ' or '\\')
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { UserInfo.Length: 0, Host.Length: > 0, Fragment.Length: 0 }
        && (
            address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && Resolver.IsLoopback(address.Host))
        )
            ? address
            : NoticeProblems.BadWebhook.At(where, text.Length > 60 ? $"“{text[..60]}…”." : $"“{text}”.");

    /// <summary>Asked of every address before it is connected to, so that a name that changes its meaning helps nobody.</summary>
    public static bool MayGoTo(IPAddress address, bool isPlain)
    {
        var real = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(real) || (!isPlain && !IsSpecial(real) && !Metadata.Contains(real));
    }

    private static bool IsSpecial(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes6 = address.GetAddressBytes();
            // NAT64 (RFC 6052) and 6to4 reach IPv4 addresses under other names.
            var inner = bytes6.AsSpan(0, 12).SequenceEqual(Nat64) ? new IPAddress(bytes6.AsSpan(12)) : null;
            return address.IsIPv6LinkLocal
                || address.IsIPv6Multicast
                || address.IsIPv6SiteLocal
                || address.Equals(IPAddress.IPv6Any)
                || (inner is not null && !MayGoTo(inner, isPlain: false));
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] == 0 || bytes[0] >= 224 || (bytes[0] == 169 && bytes[1] == 254);
    }

    private static ReadOnlySpan<byte> Nat64 => [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0];
}
