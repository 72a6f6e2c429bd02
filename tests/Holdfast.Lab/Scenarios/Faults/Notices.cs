using Holdfast.Lab.Histories;

namespace Holdfast.Lab.Scenarios.Faults;

/// <summary>What people may notice of each fault, with the reason; docs/operations/failures.md says the same to administrators.</summary>
internal static class Notices
{
    /// <summary>
    /// The balancer looks each half second, waits 1.5 s for an answer, and believes it the second time: then it cuts what is connected to the portal,
    /// and leads nobody there. A call may have been made again in that time.
    /// </summary>
    public static readonly Notice PortalSilent = new() { Calls = TimeSpan.FromSeconds(6) };

    /// <summary>Nobody is there to answer. Portals start in a second or two, and open their doors when they have their links.</summary>
    public static readonly Notice NoPortal = new() { CallsUntilMended = TimeSpan.FromSeconds(3) };

    /// <summary>
    /// The primary is dead, and the standby is promoted at once. It takes a third of a second; each portal finds it with the first call after that.
    /// </summary>
    public static readonly Notice PrimaryKilled = new() { Calls = TimeSpan.FromSeconds(5) };

    /// <summary>
    /// Patroni chooses another leader when the dead one has said nothing for its <c>ttl</c>, 6 s here, with some seconds for the choice and the promotion;
    /// portals find it with the first call after that.
    /// </summary>
    public static readonly Notice LeaderKilled = new() { Calls = TimeSpan.FromSeconds(20) };

    /// <summary>
    /// The standby is promoted at once, and the portals still wait for the old primary, which says nothing: until their time limit for commands
    /// (10 s) and for connecting (3 s) is over.
    /// </summary>
    public static readonly Notice PrimaryGone = new() { Calls = TimeSpan.FromSeconds(20) };

    /// <summary>
    /// Nobody is promoted. When it is back, TCP sends again what was lost, at intervals that have grown with the silence; a connection on which
    /// that takes longer than 10 s is given up.
    /// </summary>
    public static readonly Notice PrimarySilent = new() { CallsUntilMended = TimeSpan.FromSeconds(12) };

    /// <summary>Nothing can be committed until somebody says that nobody waits for the standby any more; here that is done at once.</summary>
    public static readonly Notice StandbyGone = new() { Calls = TimeSpan.FromSeconds(5) };

    /// <summary>
    /// Tunnels are silent as long as the node. WireGuard's go on at once. OpenVPN's go on, over TCP when it has sent again; or they are on the way to
    /// another node, which takes a dozen seconds. New people are sent elsewhere.
    /// </summary>
    /// <param name="node">Its host name.</param>
    public static Notice NodeSilent(string node) =>
        new()
        {
            CutsNode = node,
            WireGuardAfter = TimeSpan.FromSeconds(3),
            OpenVpnAfter = TimeSpan.FromSeconds(20),
        };

    /// <summary>OpenVPN was told to connect again, and has; the first packet goes through soon after.</summary>
    public static Notice Reconnects(string app) => new() { CutsApp = app, OpenVpnAfter = TimeSpan.FromSeconds(3) };
}
