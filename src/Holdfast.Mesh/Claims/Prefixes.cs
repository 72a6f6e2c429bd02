using System.Net;

namespace Holdfast.Mesh.Claims;

/// <summary>How prefixes lie in one another.</summary>
public static class Prefixes
{
    /// <summary>Strictly: a prefix is not within itself.</summary>
    public static bool IsWithin(IPNetwork inner, IPNetwork outer) =>
        inner.PrefixLength > outer.PrefixLength
        && inner.BaseAddress.AddressFamily == outer.BaseAddress.AddressFamily
        && outer.Contains(inner.BaseAddress);

    /// <summary>The prefix of that length around another.</summary>
    /// <param name="length">Bits; not more than the other has.</param>
    public static IPNetwork Widen(IPNetwork prefix, int length)
    {
        var bytes = prefix.BaseAddress.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF00 >> kept);
        }

        return new IPNetwork(new IPAddress(bytes), length);
    }

    /// <summary>A single address: all of its bits.</summary>
    public static IPNetwork Single(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
