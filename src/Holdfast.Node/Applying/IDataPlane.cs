using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;

namespace Holdfast.Node.Applying;

/// <summary>
/// One part of what carries traffic: WireGuard, OpenVPN, the firewall. It is only ever called by one caller at a time.
/// What already is as it should be is never touched.
/// </summary>
public interface IDataPlane
{
    /// <summary>
    /// Does what takes time and lets nobody through, while the stages before work; <see cref="ReconcileAsync"/> follows when it has
    /// come back. What fails here is tried again there, which tells of it.
    /// </summary>
    Task PrepareAsync(NodeState desired, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// Compares the whole desired state with what really is, and mends what differs: at start, after a fault, now and then.
    /// What of ours is there and not wanted is removed.
    /// </summary>
    Task<IReadOnlyList<ApplyFailure>> ReconcileAsync(NodeState desired, CancellationToken cancel);

    /// <summary>Makes a known difference real, in time that depends on the difference only.</summary>
    Task<IReadOnlyList<ApplyFailure>> ApplyAsync(
        NodeState desired,
        StateDifference difference,
        CancellationToken cancel
    );

    /// <summary>How each service is, from what was last seen; quick.</summary>
    IReadOnlyList<ServiceStatus> Status();

    /// <summary>Takes everything of ours away: interfaces, processes, rules, files. Used by <c>holdfast node --on-stop remove</c>.</summary>
    Task RemoveAsync(CancellationToken cancel);
}
