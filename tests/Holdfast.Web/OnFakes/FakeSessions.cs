using System.Net;
using Holdfast.Data.Sessions;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Sessions;
using Holdfast.Portal.Layout;

namespace Holdfast.Web.OnFakes;

/// <summary>Three devices that are connected; each of them had its address at any time since.</summary>
internal sealed class FakeSessions(FakeWorld world) : ISessionDesk
{
    private readonly List<Session> _live =
    [
        .. Enumerable
            .Range(0, 3)
            .Select(n => new Session
            {
                Id = Guid.CreateVersion7(),
                ConfigurationId = Guid.CreateVersion7(),
                UserId = n == 2 ? null : world.Users[n].Id,
                UserName = world.Users[n].Name,
                ProfileId = world.Profiles[n % 2].Id,
                NodeId = n == 2 ? "node-in-the-far-away-laboratory" : "node-1",
                Address4 = IPAddress.Parse($"10.43.0.{17 + n}"),
                Address6 = IPAddress.Parse($"fd43::{17 + n:x}"),
                ClientEndpoint = n == 1 ? "[2001:db8:85a3:8d3:1319:8a2e:370:7348]:51820" : "198.51.100.7:41820",
                StartedAt = FakeWorld.Now.AddMinutes(-90 * (n + 1)),
                LastSeenAt = FakeWorld.Now,
                Received = 812_000_000L * n,
                Sent = 14_100_000_000L * n,
            }),
    ];

    public Task<SessionList> ListAsync(SessionFilter filter, string? after, CancellationToken cancel)
    {
        var found = _live
            .Where(session =>
                session.UserName.Contains(filter.User, StringComparison.Ordinal)
                && (filter.ProfileId is null || session.ProfileId == filter.ProfileId)
                && (filter.NodeId is null || session.NodeId == filter.NodeId)
            )
            .ToList();
        return Task.FromResult(new SessionList(found, found.Count, null));
    }

    public Task<SessionChoices> ChoicesAsync(CancellationToken cancel) =>
        Task.FromResult(
            new SessionChoices(
                [.. world.Profiles.Select(profile => (profile.Id, profile.DisplayName))],
                [.. world.Nodes.Select(node => node.Id)]
            )
        );

    public Task<Problem?> EndAsync(Visitor by, Guid id, CancellationToken cancel) =>
        Task.FromResult(
            _live.RemoveAll(session => session.Id == id) == 1 ? null : SessionProblems.Unknown.At($"{id}", "")
        );

    public Task<IReadOnlyList<AddressUse>> WhoHadAsync(
        IPAddress address,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        Task.FromResult<IReadOnlyList<AddressUse>>([
            .. _live
                .Where(session => session.Address4.Equals(address) && session.StartedAt <= at)
                .Select(session => new AddressUse(session, session.StartedAt, null)),
        ]);
}
