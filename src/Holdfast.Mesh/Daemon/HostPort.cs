using System.Globalization;
using System.Net;

namespace Holdfast.Mesh.Daemon;

/// <summary>Where to ask for a member: a name or an address, and a port.</summary>
public readonly record struct HostPort(string Host, int Port)
{
    /// <summary><c>name</c>, <c>name:port</c>, <c>192.0.2.1:port</c>, <c>[2001:db8::1]:port</c> or a bare IPv6 address.</summary>
    public static HostPort? Parse(string text)
    {
        if (IPAddress.TryParse(text.Trim('[', ']'), out var address))
        {
            return new(address.ToString(), MeshOptions.UsualPort);
        }

        var colon = text.LastIndexOf(':');
        var (host, port) = colon < 0 ? (text, $"{MeshOptions.UsualPort}") : (text[..colon], text[(colon + 1)..]);
        host = host.Trim('[', ']');
        return
            Uri.CheckHostName(host) != UriHostNameType.Unknown
            && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? new(host, number)
            : null;
    }

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
