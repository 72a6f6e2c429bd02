using System.Globalization;
using Holdfast.Linux.Processes;
using Holdfast.Model.Addresses;
using Holdfast.Model.Problems;

namespace Holdfast.Node.Starting;

/// <summary>Looks before the start whether this machine lets a node work; finds everything that is in the way at once.</summary>
internal static class Preflight
{
    /// <summary>Bit of CAP_NET_ADMIN, capabilities(7).</summary>
    private const int NetAdmin = 12;

    private static readonly string[] Tools = ["nft", "openvpn"];

    public static IReadOnlyList<Problem> Check(NodeOptions options) =>
        [.. Options(options), .. Rights(), .. Missing(), .. Tun()];

    /// <summary>What is needed to take things away.</summary>
    public static IReadOnlyList<Problem> CheckRights() => [.. Rights()];

    private static IEnumerable<Problem> Options(NodeOptions options)
    {
        if (options.WireGuardTcpPort is < 0 or > 65535)
        {
            yield return NodeProblems.OptionWrong.At(
                "wireguard-tcp-port",
                "A port is a number from 1 to 65535; 0 means none."
            );
        }

        if (string.IsNullOrWhiteSpace(options.NodeId) || options.NodeId.Length > 64)
        {
            yield return NodeProblems.OptionWrong.At("node-id", "A node has a name of 1 to 64 characters.");
        }

        if (!HostSyntax.IsHost(options.HostName))
        {
            yield return NodeProblems.OptionWrong.At(
                "host-name",
                $"'{options.HostName}' is neither a name nor an address."
            );
        }
    }

    private static IEnumerable<Problem> Rights()
    {
        if (((EffectiveCapabilities() >> NetAdmin) & 1) == 0)
        {
            yield return NodeProblems.NoRights.At("CAP_NET_ADMIN", "This process may not change the network.");
        }
    }

    private static IEnumerable<Problem> Missing() =>
        Tools
            .Where(t => Executables.Find(t) is null)
            .Select(t => NodeProblems.ToolMissing.At(t, $"The program {t} is not installed."));

    private static IEnumerable<Problem> Tun()
    {
        if (!File.Exists("/dev/net/tun"))
        {
            yield return NodeProblems.ToolMissing.At("/dev/net/tun", "The kernel offers no tunnel devices here.");
        }
    }

    private static ulong EffectiveCapabilities()
    {
        const string name = "CapEff:";
        var line = File.ReadLines("/proc/self/status")
            .FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal), name);
        var digits = line.AsSpan(name.Length).Trim();
        return ulong.TryParse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits) ? bits : 0;
    }
}
