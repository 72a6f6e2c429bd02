using System.Net;
using Holdfast.Model.Addresses;

namespace Holdfast.Model.Profiles;

/// <summary>The equal parts of an OpenVPN pool, one a server process.</summary>
public static class OpenVpnParts
{
    public static int CountOf(OpenVpnOptions options) => options.UdpPorts.Count + options.TcpPorts.Count;

    public static IPNetwork Of(OpenVpnOptions options, IPNetwork pool, int part) =>
        new AddressPool(pool).Part(part, CountOf(options)).Network;

    /// <summary>All that can be numbered in each part.</summary>
    public static PoolSlice WholeOf(OpenVpnOptions options) =>
        PoolSlice.WholeOf(Of(options, options.Pool4, 0), Of(options, options.Pool6, 0));
}
