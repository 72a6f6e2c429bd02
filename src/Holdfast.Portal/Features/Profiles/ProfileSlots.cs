using Holdfast.Model.Addresses;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Features.Profiles;

/// <summary>How many clients fit into a profile's pools.</summary>
public static class ProfileSlots
{
    /// <summary>0 when the profile does not offer the protocol.</summary>
    public static int Of(Profile profile, Protocol protocol) =>
        protocol == Protocol.WireGuard ? OfWireGuard(profile.WireGuard) : OfOpenVpn(profile.OpenVpn);

    /// <summary>Server processes, each of which has an equal part of the pools.</summary>
    public static int PartsOf(OpenVpnOptions options) => options.UdpPorts.Count + options.TcpPorts.Count;

    private static int OfWireGuard(WireGuardOptions? options) =>
        options is null ? 0 : Math.Min(new AddressPool(options.Pool4).Slots, new AddressPool(options.Pool6).Slots);

    private static int OfOpenVpn(OpenVpnOptions? options) =>
        options is null
            ? 0
            : Math.Min(
                new AddressPool(options.Pool4).Part(0, PartsOf(options)).Slots,
                new AddressPool(options.Pool6).Part(0, PartsOf(options)).Slots
            );
}
