namespace Holdfast.Portal.Features.Portals;

/// <param name="Runs">It has been heard of lately. One that stopped in good order is not in the list at all.</param>
/// <param name="IsThis">It is the one that answers.</param>
public sealed record PortalView(
    string Id,
    string Address,
    string Machine,
    string Version,
    DateTimeOffset StartedAt,
    DateTimeOffset SeenAt,
    bool Runs,
    bool IsThis
);
