using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Data.Sessions;
using Holdfast.Data.Users;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Features.Profiles;
using Holdfast.Portal.Nodes;

namespace Holdfast.Portal.Features.Overview;

/// <summary>How everything is, at this moment.</summary>
public sealed class OverviewDesk(
    IDatabase database,
    NodeStore nodes,
    UserStore users,
    SessionStore sessions,
    ProfileCatalogue catalogue,
    FailoverViews failover,
    NodeRegistry registry
) : IOverviewDesk
{
    public Task<OverviewView> ReadAsync(CancellationToken cancel) =>
        database.ReadAsync(
            async unit =>
            {
                var group = await failover.ReadAsync(unit);
                var views = (await nodes.ListAsync(unit)).Select(View).ToList();
                var byProfile = views
                    .SelectMany(node => node.Services)
                    .GroupBy(service => service.ProfileId, StringComparer.Ordinal)
                    .ToDictionary(group => group.Key, group => group.Sum(service => (long)service.Sessions));
                return new OverviewView(
                    views,
                    await sessions.CountLiveAsync(unit, SessionFilter.All),
                    await users.CountAsync(unit),
                    [
                        .. (await catalogue.ReadAsync(unit)).All.Select(stored => new ProfileUse(
                            stored.Profile.Id,
                            stored.Profile.DisplayName,
                            byProfile.GetValueOrDefault(stored.Profile.Id)
                        )),
                    ],
                    group.Group is null
                        ? null
                        : new FailoverNote([.. group.Units.Select(one => (one.Name, one.Active))], group.Alarms)
                );
            },
            cancel
        );

    private NodeView View(Node node)
    {
        var state = registry[node.Id];
        var condition = state.Condition;
        return new(
            node.Id,
            node.HostName,
            condition.Linked,
            condition.Software,
            condition.Reason,
            condition.Linked ? Math.Max(0, node.Revision - state.Acknowledgements.Applied.Number) : null,
            [
                .. (state.Status?.Services ?? []).Select(s => new ServiceView(
                    s.ProfileId,
                    s.Interface,
                    s.Works,
                    s.Detail,
                    s.Sessions
                )),
            ]
        );
    }
}
