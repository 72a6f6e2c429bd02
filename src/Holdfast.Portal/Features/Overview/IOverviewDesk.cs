namespace Holdfast.Portal.Features.Overview;

/// <summary>How everything is, at this moment.</summary>
public interface IOverviewDesk
{
    Task<OverviewView> ReadAsync(CancellationToken cancel);
}

/// <param name="Sessions">Devices connected now.</param>
/// <param name="Use">Devices connected now by profile, all profiles, the most important first.</param>
public sealed record OverviewView(
    IReadOnlyList<NodeView> Nodes,
    long Sessions,
    long Users,
    IReadOnlyList<ProfileUse> Use
);

/// <param name="Reason">Why it is not linked.</param>
/// <param name="Lag">Changes that the node has not yet made real; null: not known.</param>
public sealed record NodeView(
    string Id,
    string HostName,
    bool IsLinked,
    string? Software,
    string? Reason,
    long? Lag,
    IReadOnlyList<ServiceView> Services
);

public sealed record ServiceView(string ProfileId, string Interface, bool Works, string? Detail, int Sessions);

public sealed record ProfileUse(string ProfileId, string DisplayName, long Sessions);
