using System.Net;
using Holdfast.Mesh.Claims;

namespace Holdfast.Mesh.Daemon;

/// <summary>What this host lets others claim. Not the ways to the members, not their own addresses, and not everything.</summary>
internal static class PrefixPolicy
{
    /// <param name="ownAddresses">The network of the hosts' own addresses.</param>
    /// <param name="outside">Where members are reached.</param>
    /// <returns>Why not; null: it may.</returns>
    public static string? Refuses(IPNetwork prefix, IPNetwork ownAddresses, IEnumerable<IPAddress> outside)
    {
        if (OptionRules.TooWide(prefix) is { } wide)
        {
            return wide;
        }

        if (
            prefix == ownAddresses
            || Prefixes.IsWithin(prefix, ownAddresses)
            || Prefixes.IsWithin(ownAddresses, prefix)
        )
        {
            return $"{prefix} has hosts' own addresses.";
        }

        return outside.FirstOrDefault(prefix.Contains) is { } member
            ? $"{prefix} has the address {member}, at which a member is reached."
            : null;
    }
}
