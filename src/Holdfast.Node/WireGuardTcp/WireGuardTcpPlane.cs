using System.Net;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Node.Applying;

namespace Holdfast.Node.WireGuardTcp;

/// <summary>Tells the relay which profiles offer WireGuard inside TCP, and where their WireGuard listens on this machine.</summary>
public sealed class WireGuardTcpPlane(WireGuardTcpRelay relay) : IDataPlane
{
    public Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel)
    {
        relay.Serve(
            desired
                .Services.Values.Where(s => s.WireGuard is { Tcp: true })
                .ToDictionary(s => s.ProfileId, s => new IPEndPoint(IPAddress.Loopback, s.WireGuard!.Port))
        );
        return Task.FromResult<IReadOnlyList<ApplyFailure>>([]);
    }

    public Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    ) => ReconcileAsync(desired, cancel);

    /// <summary>Nothing: the interface is a service of the WireGuard plane.</summary>
    public IReadOnlyList<ServiceStatus> Status() => [];

    public Task RemoveAsync(CancellationToken cancel) => ReconcileAsync(NodeState.Empty, cancel);
}
