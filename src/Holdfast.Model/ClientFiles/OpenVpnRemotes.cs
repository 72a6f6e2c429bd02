using Holdfast.Model.Profiles;

namespace Holdfast.Model.ClientFiles;

/// <summary>
/// The ports that one client tries, in order: at most one ordinary and one special port of each transport. Special ports are those that
/// closed networks most often let through. Chance spreads clients over the server processes.
/// </summary>
public static class OpenVpnRemotes
{
    private static readonly int[] SpecialUdp = [53, 443];
    private static readonly int[] SpecialTcp = [80, 443];

    public static IReadOnlyList<OpenVpnRemote> Choose(OpenVpnOptions options, bool preferTcp, Random random)
    {
        var udp = One(Exposed(options.ExposedUdpPorts, options.UdpPorts), SpecialUdp, random)
            .Select(port => new OpenVpnRemote(port, Transport.Udp));
        var tcp = One(Exposed(options.ExposedTcpPorts, options.TcpPorts), SpecialTcp, random)
            .Select(port => new OpenVpnRemote(port, Transport.Tcp));
        return preferTcp ? [.. tcp, .. udp] : [.. udp, .. tcp];
    }

    private static IReadOnlyList<int> Exposed(IReadOnlyList<int> exposed, IReadOnlyList<int> listening) =>
        exposed.Count > 0 && listening.Count > 0 ? exposed : listening;

    private static IEnumerable<int> One(IReadOnlyList<int> ports, int[] special, Random random) =>
        ports
            .GroupBy(port => special.Contains(port))
            .OrderBy(group => group.Key)
            .Select(group => group.ElementAt(random.Next(group.Count())));
}

public readonly record struct OpenVpnRemote(int Port, Transport Transport);
