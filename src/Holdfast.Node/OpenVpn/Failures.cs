using System.Collections.Concurrent;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;

namespace Holdfast.Node.OpenVpn;

/// <summary>Collects what could not be made real, from several services at once.</summary>
internal sealed class Failures
{
    private readonly ConcurrentQueue<ApplyFailure> _all = new();

    public void Service(string profileId, string device, Problem problem) =>
        _all.Enqueue(new(ConfigurationId: null, profileId, problem.Id, problem.Detail, device));

    public void Client(OpenVpnClient client, Problem problem) =>
        _all.Enqueue(new(client.ConfigurationId, client.ProfileId, problem.Id, problem.Detail));

    public IReadOnlyList<ApplyFailure> ToList() => [.. _all];
}
