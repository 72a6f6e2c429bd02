using Holdfast.Failover.Members;

namespace Holdfast.Failover.Database;

/// <summary>What must be known after a restart; durable before what it says becomes true.</summary>
/// <param name="Reign">The epoch under which this member's server was promoted last, or that of the leader that it followed last.</param>
/// <param name="Alone">
/// The flag <c>degraded</c>: as leader it acknowledges what the other has not. While it is false, the other may have been promoted.
/// </param>
public sealed record DatabaseMemory(DatabaseMember Member, Epoch Reign, bool Alone)
{
    public static readonly DatabaseMemory Nothing = new(DatabaseMember.None, Epoch.None, Alone: false);
}
