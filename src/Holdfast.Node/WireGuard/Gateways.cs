using System.Net;
using Holdfast.Linux.Network;
using Holdfast.Model.Addresses;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.WireGuard;

/// <summary>The node's own addresses on an interface.</summary>
internal static class Gateways
{
    public static IReadOnlyList<AddressWithPrefix> Of(WireGuardService service) =>
        [Of(service.Pool4), Of(service.Pool6)];

    private static AddressWithPrefix Of(IPNetwork pool) => new(new AddressPool(pool).Gateway, pool.PrefixLength);
}
