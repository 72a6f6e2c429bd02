using Holdfast.Lab.Apps;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Clients;

/// <summary>Tries many WireGuard configurations one after the other on one device, whether the server answers their handshake.</summary>
public sealed class HandshakeCheck
{
    private const string Device = "check";
    private const string File = "/run/lab/check.conf";
    private static readonly string[] ForWgQuick = ["Address", "DNS", "MTU"];
    private readonly Host host;

    private HandshakeCheck(Host host) => this.host = host;

    public static async Task<HandshakeCheck> MakeAsync(Host host)
    {
        await host.ScriptAsync($"wireguard-go {Device} 2>&-; ip link set {Device} up");
        return new HandshakeCheck(host);
    }

    /// <returns>False: no handshake before the deadline.</returns>
    public async Task<bool> WorksAsync(AppConfiguration configuration, TimeSpan deadline)
    {
        var lines = configuration
            .TextWithKey.Split('\n')
            .Where(line => !ForWgQuick.Contains(line.Split(" = ")[0]))
            .Append("PersistentKeepalive = 1");
        await System.IO.File.WriteAllLinesAsync(host.FromOutside(File), lines);
        // Emptied first: the handshake of the configuration before must not count for this one.
        await host.ScriptAsync($"wg setconf {Device} /dev/null; wg setconf {Device} {File}");
        try
        {
            await Wait.UntilAsync("a handshake", deadline, ShookHandsAsync);
            return true;
        }
        catch (LabException)
        {
            return false;
        }
    }

    private async Task<bool> ShookHandsAsync()
    {
        var line = await host.RunAsync("wg", "show", Device, "latest-handshakes");
        return line.Trim().Split('\t') is [_, var when] && when != "0";
    }
}
