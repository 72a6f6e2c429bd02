namespace Holdfast.Linux.Firewall;

/// <summary>nftables.</summary>
public interface IFirewall
{
    /// <summary>Applies a script as one transaction: all of it or nothing.</summary>
    /// <exception cref="FirewallException">nft refused it, with its words.</exception>
    Task ApplyAsync(string script, CancellationToken cancel);

    /// <summary>
    /// The table <c>inet NAME</c> as <c>nft -a list table</c> prints it, with the kernel's handles, so that any change of it is
    /// seen; null when there is none.
    /// </summary>
    /// <exception cref="FirewallException">nft failed otherwise, with its words.</exception>
    Task<string?> ReadTableAsync(string name, CancellationToken cancel);
}

public sealed class FirewallException(string message) : Exception(message);
