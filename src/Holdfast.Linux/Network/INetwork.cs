using System.Net;

namespace Holdfast.Linux.Network;

/// <summary>Links and addresses of this network namespace.</summary>
public interface INetwork
{
    Task<bool> LinkExistsAsync(string name, CancellationToken cancel);

    /// <summary>Sets the MTU (bytes) and the link up. No error when it is so already.</summary>
    Task BringUpAsync(string name, int mtu, CancellationToken cancel);

    /// <summary>Makes the link's global addresses exactly these; those that stay are not touched.</summary>
    Task SetAddressesAsync(string name, IReadOnlyList<AddressWithPrefix> addresses, CancellationToken cancel);

    /// <summary>No error when there is none.</summary>
    Task DeleteLinkAsync(string name, CancellationToken cancel);
}

/// <summary>An interface address such as <c>10.61.0.1/24</c>; unlike a network it has host bits.</summary>
public readonly record struct AddressWithPrefix(IPAddress Address, int PrefixLength);
