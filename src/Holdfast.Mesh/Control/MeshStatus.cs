using System.Net;

namespace Holdfast.Mesh.Control;

/// <summary>How a host sees its mesh.</summary>
/// <param name="Id">The first digits of the host's id.</param>
/// <param name="Address">Its own, which it shares with nobody.</param>
/// <param name="Joined">It has looked for others long enough, and claims what it is to claim.</param>
/// <param name="WireGuard"><c>kernel</c> or <c>user-space</c>.</param>
/// <param name="Agreeing">Of the members that are alive, those that choose the same holders as this host.</param>
/// <param name="Checks">Of the services of this host.</param>
/// <param name="History">The newest last.</param>
public sealed record MeshStatus(
    string Name,
    string Id,
    IPAddress Address,
    bool Joined,
    string WireGuard,
    int Alive,
    int Agreeing,
    IReadOnlyList<MemberStatus> Members,
    IReadOnlyList<PrefixStatus> Prefixes,
    IReadOnlyList<CheckStatus> Checks,
    IReadOnlyList<SwitchEntry> History
);
