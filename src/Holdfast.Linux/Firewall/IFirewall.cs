namespace Holdfast.Linux.Firewall;

/// <summary>nftables.</summary>
public interface IFirewall
{
    /// <summary>Applies a script as one transaction: all of it or nothing.</summary>
    /// <exception cref="FirewallException">nft refused it, with its words.</exception>
    Task ApplyAsync(string script, CancellationToken cancel);
}

public sealed class FirewallException(string message) : Exception(message);
