namespace Holdfast.Portal.Features.Overview;

/// <summary>How everything is, at this moment.</summary>
public interface IOverviewDesk
{
    Task<OverviewView> ReadAsync(CancellationToken cancel);
}

/// <param name="Sessions">Devices connected now.</param>
/// <param name="Use">Devices connected now by profile, all profiles, the most important first.</param>
/// <param name="Failover">Null: there is no group.</param>
public sealed record OverviewView(
    IReadOnlyList<NodeView> Nodes,
    long Sessions,
    long Users,
    IReadOnlyList<ProfileUse> Use,
    FailoverNote? Failover = null
);

/// <param name="Units">With the node that is active; null: none that is known.</param>
/// <param name="Alarms">What somebody should look at.</param>
public sealed record FailoverNote(IReadOnlyList<(string Name, string? Active)> Units, IReadOnlyList<string> Alarms);

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
