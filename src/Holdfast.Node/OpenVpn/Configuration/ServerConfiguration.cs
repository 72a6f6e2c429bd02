using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Node.OpenVpn.Configuration;

/// <summary>
/// The text of <c>server.conf</c>: only what a running process cannot change. What clients are told stands in their own files
/// (<see cref="ClientFile"/>), the log level is set over the management socket, so that changing them restarts nothing.
/// Paths are relative to the service's folder, which <c>--cd</c> names.
/// </summary>
internal static class ServerConfiguration
{
    /// <summary>OpenVPN reserves a table of this size; more clients on one process than this need more processes.</summary>
    private const int MaximumClients = 65535;

    public static string Render(OpenVpnService service, bool dropPrivileges, int renegotiateSeconds)
    {
        var text = new StringBuilder();
        foreach (
            var line in (IEnumerable<string>)
                [
                    .. Device(service),
                    .. Listening(service),
                    .. Keys(),
                    .. Session(service, renegotiateSeconds),
                    .. Clients(service, dropPrivileges),
                    .. Process(dropPrivileges),
                ]
        )
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Above that a process takes nobody, and over TCP does not even answer.</summary>
    public static int MostClients(OpenVpnService service)
    {
        var slots = Math.Min(new AddressPool(service.Pool4).Slots, new AddressPool(service.Pool6).Slots);
        return Math.Clamp(slots, 1, MaximumClients);
    }

    private static IEnumerable<string> Device(OpenVpnService service)
    {
        var pool4 = new AddressPool(service.Pool4);
        var pool6 = new AddressPool(service.Pool6);
        yield return $"dev {service.Interface}";
        yield return "dev-type tun";
        yield return "topology subnet";
        yield return $"ifconfig {pool4.Gateway} {Netmask.Of(service.Pool4)}";
        yield return $"ifconfig-ipv6 {pool6.Gateway}/{service.Pool6.PrefixLength} {pool6.AddressOf(0)}";
        yield return $"tun-mtu {Number(service.Mtu)}";
    }

    private static IEnumerable<string> Listening(OpenVpnService service)
    {
        yield return $"proto {Protocol(service)}";
        yield return $"port {Number(service.Port)}";
        if (service.ListenAddress is { } address)
        {
            yield return $"local {address}";
        }
        else if (service.Transport == Transport.Udp)
        {
            // Answers leave from the address that was asked, also when the machine has several (virtual IPs).
            yield return "multihome";
        }
    }

    /// <summary>The IPv6 socket serves IPv4 too, unless an IPv4 address is asked for.</summary>
    private static string Protocol(OpenVpnService service)
    {
        var four = service.ListenAddress?.AddressFamily == AddressFamily.InterNetwork;
        return service.Transport == Transport.Udp ? (four ? "udp4" : "udp6")
            : four ? "tcp4-server"
            : "tcp6-server";
    }

    private static IEnumerable<string> Keys() =>
        [
            $"ca {ServiceFiles.Authority}",
            $"cert {ServiceFiles.Certificate}",
            $"key {ServiceFiles.PrivateKey}",
            $"tls-crypt {ServiceFiles.TlsCrypt}",
            "dh none",
            "tls-version-min 1.3",
            "data-ciphers AES-256-GCM:CHACHA20-POLY1305",
        ];

    private static IEnumerable<string> Session(OpenVpnService service, int renegotiateSeconds)
    {
        yield return "mode server";
        yield return "tls-server";
        yield return $"reneg-sec {Number(renegotiateSeconds)}";

        // On a server this tells the clients too.
        yield return $"keepalive {Number(service.Ping)} {Number(service.PingRestart)}";
        yield return service.Transport == Transport.Udp ? "explicit-exit-notify 2" : "socket-flags TCP_NODELAY";
    }

    private static IEnumerable<string> Clients(OpenVpnService service, bool dropPrivileges)
    {
        yield return $"max-clients {Number(MostClients(service))}";
        yield return "verify-client-cert require";
        yield return "remote-cert-tls client";
        yield return $"client-config-dir {(dropPrivileges ? "" : ServiceFiles.Jail)}/{ServiceFiles.ClientFolder}";
        yield return "ccd-exclusive";
    }

    /// <summary>
    /// Without rights a process is shut into <c>jail</c>, and the clients' folder is looked up from there.
    /// </summary>
    private static IEnumerable<string> Process(bool dropPrivileges)
    {
        yield return "script-security 0";
        yield return $"management {ServiceFiles.ManagementSocket} unix";
        yield return "persist-key";
        yield return "persist-tun";
        yield return $"tmp-dir {(dropPrivileges ? "" : ServiceFiles.Jail)}/{ServiceFiles.TemporaryFolder}";
        if (dropPrivileges)
        {
            yield return "user nobody";
            yield return "group nogroup";
            yield return $"chroot {ServiceFiles.Jail}";
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
