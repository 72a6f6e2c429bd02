using System.Collections.Concurrent;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.Tests.OpenVpn;

internal sealed class SessionCollector : ISessionSink
{
    private readonly ConcurrentQueue<Observation> _all = new();

    public IReadOnlyList<Observation> All => [.. _all];

    public void Observe(Observation observation) => _all.Enqueue(observation);

    public Observation? Last(Guid configuration) => All.LastOrDefault(o => o.ConfigurationId == configuration);
}
