using System.Net;
using System.Net.Sockets;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Probes;

/// <summary>The ping of Debian.</summary>
public static class Ping
{
    /// <summary>What nsenter says when there is no such program, as shells do.</summary>
    private const int NotFound = 127;

    /// <summary>One echo, whatever way it has to take.</summary>
    /// <param name="packetSize">Size of the whole IP packet in bytes; it must not be broken up on the way. Null: small.</param>
    public static async Task<bool> OnceAsync(Host host, IPAddress target, int? packetSize = null, double seconds = 1)
    {
        var headers = target.AddressFamily == AddressFamily.InterNetwork ? 28 : 48;
        IEnumerable<string> size = packetSize is { } whole ? ["-s", $"{whole - headers}", "-M", "do"] : [];
        var result = await host.TryRunAsync(["ping", "-c", "1", "-W", $"{seconds:0.###}", .. size, $"{target}"]);
        // No program is no evidence that nobody answers.
        return result.ExitCode == NotFound ? throw new LabException(result.ToString()) : result.Succeeded;
    }
}
