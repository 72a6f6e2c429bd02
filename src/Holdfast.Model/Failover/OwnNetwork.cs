using System.Net;

namespace Holdfast.Model.Failover;

/// <summary>A network that a machine is in.</summary>
/// <param name="Link">Its interface there.</param>
/// <param name="Address">Its own address there.</param>
/// <param name="PrefixLength">Bits of the network.</param>
public sealed record OwnNetwork(string Link, IPAddress Address, int PrefixLength)
{
    /// <summary>Of this network, through which the machine's default route leads; null: none does.</summary>
    public IPAddress? Gateway { get; init; }

    /// <summary>Another host of the same network, by its address.</summary>
    public bool Covers(IPAddress other) =>
        other.AddressFamily == Address.AddressFamily
        && PrefixLength >= 0
        && PrefixLength <= Address.GetAddressBytes().Length * 8
        && new IPNetwork(Network, PrefixLength).Contains(other);

    private IPAddress Network
    {
        get
        {
            var bytes = Address.GetAddressBytes();
            for (var bit = PrefixLength; bit < bytes.Length * 8; bit++)
            {
                bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
            }

            return new IPAddress(bytes);
        }
    }
}
