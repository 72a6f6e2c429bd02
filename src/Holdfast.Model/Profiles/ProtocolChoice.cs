namespace Holdfast.Model.Profiles;

/// <summary>Which protocol a client gets.</summary>
public static class ProtocolChoice
{
    /// <summary>
    /// What both sides speak, best first: the profile's order, with TCP moved to the front when the client asks for it. The first that
    /// can be had is used (a full WireGuard pool leads to OpenVPN). Empty: nothing in common.
    /// </summary>
    public static IReadOnlyList<ProtocolTransport> Order(Profile profile, ClientAbilities client, bool preferTcp)
    {
        var common = ProfileTransports.Of(profile).Where(client.Transports.Contains);
        // OrderBy is stable: the order within TCP and within UDP remains.
        return preferTcp ? [.. common.OrderBy(offer => offer.Transport == Transport.Tcp ? 0 : 1)] : [.. common];
    }

    /// <summary>For the answer to a client with which we have nothing in common.</summary>
    public static string NothingInCommon(Profile profile, ClientAbilities client) =>
        $"no common VPN protocol [CLIENT={Text(client.Transports)} SERVER={Text(ProfileTransports.Of(profile))}]";

    private static string Text(IEnumerable<ProtocolTransport> offers) =>
        string.Join(',', offers.Select(offer => offer.ToString()).Order(StringComparer.Ordinal));
}
