using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Single.Checks;

/// <summary>The Debian packages that the roles use, by what each brings.</summary>
internal sealed class ToolCheck(SystemFiles files) : IStartCheck
{
    private const string Kernel = "/sys/module/wireguard";
    private const string Module = "kernel/drivers/net/wireguard";
    private const string Tunnel = "/dev/net/tun";

    private static readonly IReadOnlyList<(string Tool, string Package)> Tools =
    [
        ("ip", "iproute2"),
        ("nft", "nftables"),
        ("openvpn", "openvpn"),
        ("wg", "wireguard-tools"),
        ("setpriv", "util-linux"),
    ];

    private static readonly IReadOnlyList<(string Library, string Package)> Libraries =
    [
        ("libsqlite3.so.0", "libsqlite3-0"),
        ("libsodium.so.23", "libsodium23"),
        ("libcrypto.so.3", "libssl3"),
    ];

    public IEnumerable<Problem> Check(ServerOptions options)
    {
        foreach (var (tool, package) in Tools.Concat(UserSpaceWireGuard()).Where(pair => !files.HasTool(pair.Tool)))
        {
            yield return StartProblems.ToolMissing.At(tool, $"apt-get install {package}");
        }
        foreach (var (library, package) in Libraries.Where(pair => !files.HasLibrary(pair.Library)))
        {
            yield return StartProblems.LibraryMissing.At(library, $"apt-get install {package}");
        }
        if (!files.Exists(Tunnel))
        {
            yield return StartProblems.NoTunnelDevice.At(Tunnel, "OpenVPN and wireguard-go need it.");
        }
    }

    /// <summary>A kernel without WireGuard needs the program instead. A module is loaded when the first device is made.</summary>
    private IEnumerable<(string Tool, string Package)> UserSpaceWireGuard() =>
        files.Exists(Kernel) || files.Exists($"/lib/modules/{files.KernelRelease}/{Module}")
            ? []
            : [("wireguard-go", "wireguard-go")];
}
