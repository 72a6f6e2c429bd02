using Holdfast.Model.Addresses;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Keys;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.DesiredState;

/// <summary>From what an administrator wrote to what a node runs.</summary>
public static class ServicesOf
{
    /// <param name="number">Small number of the profile, see <see cref="DeviceNames"/>.</param>
    public static ProfileServices Profile(Profile profile, int number, ServiceKeys keys) =>
        new()
        {
            ProfileId = profile.Id,
            WireGuard = profile.WireGuard is { } wireGuard
                ? WireGuard(wireGuard, number, Needed(keys.WireGuard))
                : null,
            OpenVpn = profile.OpenVpn is { } openVpn ? OpenVpn(profile, openVpn, number, Needed(keys.OpenVpn)) : [],
            Forwarding = new(profile.Masquerade, profile.ClientToClient),
        };

    private static T Needed<T>(T? key)
        where T : class =>
        key ?? throw new ArgumentException("The profile offers a protocol that has no keys.", nameof(key));

    private static WireGuardService WireGuard(WireGuardOptions options, int number, WireGuardKey key) =>
        new()
        {
            Interface = DeviceNames.WireGuard(number),
            Port = options.Port,
            PrivateKey = key,
            Mtu = options.Mtu,
            Pool4 = options.Pool4,
            Pool6 = options.Pool6,
            Tcp = options.Tcp,
        };

    /// <summary>One process a port, UDP first; each has its part of the pools.</summary>
    private static OpenVpnService[] OpenVpn(Profile profile, OpenVpnOptions options, int number, OpenVpnServerKeys keys)
    {
        var processes = options
            .UdpPorts.Select((port, index) => (Port: port, Transport: Transport.Udp, Index: index))
            .Concat(options.TcpPorts.Select((port, index) => (Port: port, Transport: Transport.Tcp, Index: index)))
            .ToArray();
        var push = Push(profile, options);
        return
        [
            .. processes.Select(
                (process, part) =>
                    new OpenVpnService
                    {
                        Interface = DeviceNames.OpenVpn(number, process.Transport, process.Index),
                        Part = part,
                        Transport = process.Transport,
                        Port = process.Port,
                        ListenAddress = options.ListenAddress,
                        Pool4 = new AddressPool(options.Pool4).Part(part, processes.Length).Network,
                        Pool6 = new AddressPool(options.Pool6).Part(part, processes.Length).Network,
                        Mtu = options.Mtu,
                        CaCertificate = keys.CaCertificate,
                        Certificate = keys.Certificate,
                        PrivateKey = keys.PrivateKey,
                        TlsCryptKey = keys.TlsCryptKey,
                        Push = push,
                        Log = options.Log,
                    }
            ),
        ];
    }

    private static OpenVpnPush Push(Profile profile, OpenVpnOptions options) =>
        new()
        {
            DefaultGateway = profile.DefaultGateway,
            BlockLan = options.BlockLan,
            Routes = profile.Routes,
            ExcludedRoutes = profile.ExcludedRoutes,
            DnsServers = ClientDns.IsUsed(profile) ? profile.DnsServers : [],
            DnsSearchDomains = profile.DnsSearchDomains,
        };
}
