namespace Holdfast.Portal.Features.Portals;

/// <param name="DrainingSince">An administrator wants nobody new to come to it; null: all are welcome.</param>
/// <param name="Runs">It has been heard of lately. One that stopped in good order is not in the list at all.</param>
/// <param name="IsThis">It is the one that answers.</param>
public sealed record PortalView(
    string Id,
    string Address,
    string Machine,
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset? DrainingSince,
    bool Runs,
    bool IsThis
);
