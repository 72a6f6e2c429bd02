using System.Globalization;
using Holdfast.Model.Addresses;

namespace Holdfast.Portal.Sources;

/// <summary>Where a server is.</summary>
public sealed record ServerAddress(string Host, int Port)
{
    public override string ToString() =>
        Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <param name="text">A host with a port or without; an IPv6 address with a port in brackets.</param>
    /// <returns>Null: it is none.</returns>
    public static ServerAddress? Parse(string text, int defaultPort)
    {
        var bare = text.Trim();
        if (HostSyntax.IsHost(bare))
        {
            return new(bare, defaultPort);
        }

        var colon = bare.LastIndexOf(':');
        var (host, port) = colon < 0 ? (bare, "") : (bare[..colon], bare[(colon + 1)..]);
        if (bare.EndsWith(']'))
        {
            (host, port) = (bare, defaultPort.ToString(CultureInfo.InvariantCulture));
        }

        host =
            host is ['[', .. var inner, ']'] ? inner
            : host.Contains(':', StringComparison.Ordinal) ? ""
            : host;
        return
            HostSyntax.IsHost(host)
            && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is >= 1 and <= 65535
            ? new(host, number)
            : null;
    }
}
