using System.Net;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Placing;
using Holdfast.Model.Profiles;

namespace Holdfast.Node.Firewall;

/// <summary>The tunnel devices of one profile and what its clients may do.</summary>
/// <param name="ProfileId">Where a profile is divided, each part is one of these.</param>
/// <param name="Virtual">Addresses that move between the nodes of the profile, at most one of an interface and family.</param>
internal sealed record ProfileDevices(
    string ProfileId,
    IReadOnlyList<TunnelDevice> Devices,
    bool Masquerade,
    bool ClientToClient,
    IReadOnlyList<PlacedAddress> Virtual
)
{
    /// <summary>Devices with a name that is not one of ours are left out: they are not made by us either.</summary>
    public static ProfileDevices Of(ProfileServices services, Func<int, IReadOnlyList<PlacedAddress>> addressesOf)
    {
        var wireGuard = services.WireGuard is { } w
            ? (TunnelDevice[])[new(w.Interface, w.Pool4, w.Pool6, "udp", w.Port)]
            : [];
        var openVpn = services.OpenVpn.Select(o => new TunnelDevice(
            o.Interface,
            o.Pool4,
            o.Pool6,
            o.Transport == Transport.Udp ? "udp" : "tcp",
            o.Port
        ));
        var devices = wireGuard.Concat(openVpn).Where(d => DeviceNames.IsOurs(d.Name)).OrderBy(d => d.Name);
        return new(
            ProfileParts.ProfileOf(services.ProfileId),
            [.. devices],
            services.Forwarding.Masquerade,
            services.Forwarding.ClientToClient,
            VirtualOf(services.Forwarding.Unit, addressesOf)
        );
    }

    /// <summary>A link-local address is nobody's behind a router.</summary>
    private static IReadOnlyList<PlacedAddress> VirtualOf(
        int? unit,
        Func<int, IReadOnlyList<PlacedAddress>> addressesOf
    ) =>
        unit is { } vrid
            ?
            [
                .. addressesOf(vrid)
                    .Where(placed => !placed.Address.IsIPv6LinkLocal)
                    .DistinctBy(placed => (placed.Link, placed.Address.AddressFamily)),
            ]
            : [];
}

/// <param name="Transport"><c>udp</c> or <c>tcp</c>: how its clients reach the node.</param>
internal sealed record TunnelDevice(string Name, IPNetwork Pool4, IPNetwork Pool6, string Transport, int Port)
{
    public IPAddress Gateway4 => new AddressPool(Pool4).Gateway;

    public IPAddress Gateway6 => new AddressPool(Pool6).Gateway;
}
