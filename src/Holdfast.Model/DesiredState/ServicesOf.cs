using Holdfast.Model.Addresses;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Keys;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;

namespace Holdfast.Model.DesiredState;

/// <summary>From what an administrator wrote to what a node runs.</summary>
public static class ServicesOf
{
    /// <param name="number">Small number of the profile, see <see cref="DeviceNames"/>.</param>
    /// <param name="slices">The node's parts of the pools.</param>
    public static ProfileServices Profile(Profile profile, int number, ServiceKeys keys, ServiceSlices slices) =>
        new()
        {
            ProfileId = profile.Id,
            WireGuard = profile.WireGuard is { } wireGuard
                ? WireGuard(profile, wireGuard, number, Needed(keys.WireGuard), slices.WireGuard)
                : null,
            OpenVpn = profile.OpenVpn is { } openVpn
                ? OpenVpn(profile, openVpn, number, Needed(keys.OpenVpn), slices.OpenVpn)
                : [],
            Forwarding = new(profile.Masquerade, profile.ClientToClient, profile.Unit),
        };

    /// <summary>A further part of a profile that is divided: WireGuard alone.</summary>
    /// <param name="key">The part's own.</param>
    public static ProfileServices Part(Profile profile, int number, ProfilePart part, WireGuardKey key)
    {
        var options = profile.WireGuard ?? throw new ArgumentException("It has no WireGuard.", nameof(profile));
        return new()
        {
            ProfileId = part.ServiceId,
            WireGuard = WireGuard(profile, options, number, key, part.Slice) with
            {
                Interface = DeviceNames.WireGuard(number, part.Unit),
                Port = part.Port,
                Unit = part.Unit,
            },
            Forwarding = new(profile.Masquerade, profile.ClientToClient, part.Unit),
        };
    }

    private static T Needed<T>(T? key)
        where T : class =>
        key ?? throw new ArgumentException("The profile offers a protocol that has no keys.", nameof(key));

    private static WireGuardService WireGuard(
        Profile profile,
        WireGuardOptions options,
        int number,
        WireGuardKey key,
        PoolSlice? slice
    )
    {
        var whole = PoolSlice.WholeOf(options.Pool4, options.Pool6);
        return new()
        {
            Interface = DeviceNames.WireGuard(number),
            Port = options.Port,
            PrivateKey = key,
            Mtu = options.Mtu,
            Pool4 = (slice ?? whole).In(options.Pool4, whole),
            Pool6 = (slice ?? whole).In(options.Pool6, whole),
            Unit = profile.Unit,
            Tcp = options.Tcp,
        };
    }

    /// <summary>One process a port, UDP first; each has its part of the pools.</summary>
    private static OpenVpnService[] OpenVpn(
        Profile profile,
        OpenVpnOptions options,
        int number,
        OpenVpnServerKeys keys,
        PoolSlice? slice
    )
    {
        var processes = options
            .UdpPorts.Select((port, index) => (Port: port, Transport: Transport.Udp, Index: index))
            .Concat(options.TcpPorts.Select((port, index) => (Port: port, Transport: Transport.Tcp, Index: index)))
            .ToArray();
        var push = Push(profile, options);
        var timers = OpenVpnTimers.Of(profile.Placement, options);
        var whole = OpenVpnParts.WholeOf(options);
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
                        Pool4 = (slice ?? whole).In(OpenVpnParts.Of(options, options.Pool4, part), whole),
                        Pool6 = (slice ?? whole).In(OpenVpnParts.Of(options, options.Pool6, part), whole),
                        Mtu = options.Mtu,
                        CaCertificate = keys.CaCertificate,
                        Certificate = keys.Certificate,
                        PrivateKey = keys.PrivateKey,
                        TlsCryptKey = keys.TlsCryptKey,
                        Push = push,
                        Ping = timers.Ping,
                        PingRestart = timers.PingRestart,
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
