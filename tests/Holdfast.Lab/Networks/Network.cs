using System.Net;

namespace Holdfast.Lab.Networks;

/// <summary>A piece of Ethernet with addresses: a bridge to which hosts are linked.</summary>
public sealed class Network
{
    private int lastHost;

    internal Network(string name, IPNetwork prefix4, IPNetwork prefix6)
    {
        Name = name;
        Prefix4 = prefix4;
        Prefix6 = prefix6;
    }

    /// <summary>Also the name of the bridge and of the hosts' interfaces in it.</summary>
    public string Name { get; }

    public IPNetwork Prefix4 { get; }

    public IPNetwork Prefix6 { get; }

    /// <summary>The next free place in both prefixes: 1, 2, 3 …</summary>
    internal (IPAddress Address4, IPAddress Address6) NextAddresses()
    {
        lastHost++;
        return (Nth(Prefix4.BaseAddress, lastHost), Nth(Prefix6.BaseAddress, lastHost));
    }

    private static IPAddress Nth(IPAddress address, int number)
    {
        var bytes = address.GetAddressBytes();
        bytes[^1] = checked((byte)(bytes[^1] + number));
        return new IPAddress(bytes);
    }
}
