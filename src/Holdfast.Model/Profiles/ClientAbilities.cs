namespace Holdfast.Model.Profiles;

/// <summary>What an app can work with, from the <c>Accept</c> header of its <c>/connect</c> request.</summary>
public sealed record ClientAbilities(IReadOnlySet<ProtocolTransport> Transports)
{
    /// <summary>More entries than this are not read; a real app sends three at most.</summary>
    private const int MaximumEntries = 32;

    /// <summary>Of a client that names no type that we know, such as a script: WireGuard inside TCP needs help that it may not have.</summary>
    private static readonly ProtocolTransport[] WhenSilent =
    [
        ProtocolTransport.OpenVpnUdp,
        ProtocolTransport.OpenVpnTcp,
        ProtocolTransport.WireGuardUdp,
    ];

    /// <param name="acceptLines">Every line of the header; apps send three lines or one with commas.</param>
    /// <param name="hasPublicKey">The request carries a WireGuard key; without one there is no WireGuard.</param>
    public static ClientAbilities FromAccept(IEnumerable<string?> acceptLines, bool hasPublicKey)
    {
        var named = acceptLines
            .SelectMany(line => (line ?? "").Split(',', MaximumEntries + 1))
            .Take(MaximumEntries)
            .SelectMany(entry => OfType(entry.Split(';', 2)[0].Trim()))
            .ToArray();
        var known = named.Length > 0 ? named : WhenSilent;
        return new(known.Where(t => hasPublicKey || t.Protocol != Protocol.WireGuard).ToHashSet());
    }

    private static IEnumerable<ProtocolTransport> OfType(string contentType) =>
        contentType.ToLowerInvariant() switch
        {
            ContentTypes.OpenVpn => [ProtocolTransport.OpenVpnUdp, ProtocolTransport.OpenVpnTcp],
            ContentTypes.WireGuard => [ProtocolTransport.WireGuardUdp],
            ContentTypes.WireGuardTcp => [ProtocolTransport.WireGuardTcp],
            _ => [],
        };
}
