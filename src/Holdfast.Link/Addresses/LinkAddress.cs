using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Addresses;

/// <summary>Where a node listens for portals: <c>host:port</c>, <c>[IPv6]:port</c> or <c>unix:/absolute/path</c>.</summary>
public sealed record LinkAddress
{
    private const string UnixPrefix = "unix:";

    /// <summary>sun_path of Linux has 108 bytes with the final zero; unix(7).</summary>
    private const int LongestPath = 107;

    /// <summary>RFC 1035 section 2.3.4.</summary>
    private const int LongestHost = 253;

    private LinkAddress(string? path, string? host, int port)
    {
        Path = path;
        Host = host;
        Port = port;
    }

    /// <summary>Of a Unix socket; null: TCP.</summary>
    public string? Path { get; }

    /// <summary>Name or address, IPv6 without brackets; null: a Unix socket.</summary>
    public string? Host { get; }

    public int Port { get; }

    public EndPoint EndPoint =>
        Path is not null ? new UnixDomainSocketEndPoint(Path)
        : IPAddress.TryParse(Host, out var address) ? new IPEndPoint(address, Port)
        : new DnsEndPoint(Host!, Port);

    public static Outcome<LinkAddress> Parse(string text) =>
        text.StartsWith(UnixPrefix, StringComparison.Ordinal) ? ParsePath(text[UnixPrefix.Length..]) : ParseHost(text);

    public override string ToString() =>
        Path is not null ? UnixPrefix + Path
        : Host!.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}"
        : $"{Host}:{Port}";

    private static Outcome<LinkAddress> ParsePath(string path) =>
        path.StartsWith('/')
        && !path.Contains('\0', StringComparison.Ordinal)
        && Encoding.UTF8.GetByteCount(path) <= LongestPath
            ? new LinkAddress(path, host: null, port: 0)
            : Malformed($"The path of a socket is absolute and has at most {LongestPath} bytes.");

    private static Outcome<LinkAddress> ParseHost(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !TryPort(text[(colon + 1)..], out var port))
        {
            return Malformed("A port from 1 to 65535 is missing.");
        }
        return HostOf(text[..colon]) is { } host
            ? new LinkAddress(path: null, host, port)
            : Malformed("The host is neither a name nor an address.");
    }

    private static string? HostOf(string text)
    {
        if (text is ['[', .. var inner, ']'])
        {
            return IPAddress.TryParse(inner, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
                ? address.ToString()
                : null;
        }
        return text.Length <= LongestHost && Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4
            ? text
            : null;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535;

    private static Problem Malformed(string detail) => LinkProblems.AddressMalformed.At("address", detail);
}
