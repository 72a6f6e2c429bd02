using System.Net;
using System.Text;
using Holdfast.Linux.Network;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Members;
using Holdfast.Model.Problems;

namespace Holdfast.Mesh;

/// <summary>Which options make no sense, all at once.</summary>
public static class OptionRules
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ShortestCheck = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestCheck = TimeSpan.FromMinutes(60);
    private const int MostChecks = 100;

    public static IReadOnlyList<Problem> Check(MeshOptions options) =>
        [.. Names(options), .. Times(options), .. Ports(options), .. Claims(options), .. Checks(options)];

    private static IEnumerable<Problem> Names(MeshOptions options)
    {
        if (options.Password.Length == 0)
        {
            yield return Wrong("--password", "It is empty: whoever finds the port would be a member.");
        }

        if (options.Name.Length == 0 || Encoding.UTF8.GetByteCount(options.Name) > HostRecord.LongestName)
        {
            yield return Wrong("--name", $"It has to have 1 to {HostRecord.LongestName} bytes.");
        }

        if (options.Name.Any(char.IsControl))
        {
            yield return Wrong("--name", "It has control characters.");
        }

        if (!LinkName.IsValid(options.Device))
        {
            yield return Wrong("--device", $"\"{options.Device}\" is no name for an interface.");
        }
    }

    private static IEnumerable<Problem> Times(MeshOptions options)
    {
        var (interval, timeout) = (options.Paths.Interval, options.Paths.Timeout);
        if (interval < Shortest || timeout > Longest)
        {
            yield return Wrong("--keepalive, --peer-timeout", "They have to lie between 20ms and 10m.");
        }

        if (timeout < interval * 2)
        {
            yield return Wrong(
                "--peer-timeout",
                $"{timeout.TotalSeconds} s is less than twice --keepalive ({interval.TotalSeconds} s): one lost datagram would move all clients."
            );
        }
    }

    private static IEnumerable<Problem> Ports(MeshOptions options)
    {
        if (options.Listen.Port is < 1 or > ushort.MaxValue - 1)
        {
            yield return Wrong(
                "--listen",
                "The port and the one above it, which is WireGuard's, have to be 1 to 65535."
            );
        }

        if (options.Listen.Port == Sockets.InsidePort || options.WireGuardPort == Sockets.InsidePort)
        {
            yield return Wrong("--listen", $"Port {Sockets.InsidePort} is used inside the tunnel.");
        }
    }

    private static IEnumerable<Problem> Claims(MeshOptions options)
    {
        if (options.Claims.Count > HostRecord.MostClaims)
        {
            yield return Wrong(
                "--claim",
                $"A host may claim {HostRecord.MostClaims} prefixes; these are {options.Claims.Count}."
            );
        }

        foreach (var twice in options.Claims.GroupBy(claim => claim.Prefix).Where(group => group.Count() > 1))
        {
            yield return Wrong("--claim", $"{twice.Key} stands there twice.");
        }

        foreach (var claim in options.Claims)
        {
            if (TooWide(claim.Prefix) is { } why)
            {
                yield return Wrong("--claim", why);
            }
        }
    }

    private static IEnumerable<Problem> Checks(MeshOptions options)
    {
        var rules = options.CheckRules;
        if (rules.Interval < ShortestCheck || rules.Interval > LongestCheck)
        {
            yield return Wrong("--check-interval", "It has to lie between 100ms and 60m.");
        }

        if (rules.Rise is < 1 or > MostChecks || rules.Fall is < 1 or > MostChecks)
        {
            yield return Wrong("--rise, --fall", $"They have to lie between 1 and {MostChecks}.");
        }

        if (options.Checks.Count == 0 && rules != new CheckRules())
        {
            yield return Wrong("--check-interval, --rise, --fall", "They mean nothing without --check.");
        }

        foreach (var check in options.Checks)
        {
            if (check.Prefix is { } prefix && options.Claims.All(claim => claim.Prefix != prefix))
            {
                yield return Wrong("--check", $"This host does not claim {prefix}.");
            }
        }

        if (options.Checks.Count > 0 && options.Claims.Count == 0)
        {
            yield return Wrong("--check", "This host claims nothing that could be lost.");
        }
    }

    /// <returns>Null: a mesh may have a holder for it.</returns>
    public static string? TooWide(IPNetwork prefix)
    {
        var shortest = prefix.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 8 : 16;
        return prefix.PrefixLength < shortest
            ? $"{prefix} is wider than /{shortest}: it would take the way to the members themselves."
            : null;
    }

    private static Problem Wrong(string option, string why) => MeshProblems.Option.At(option, why);
}
