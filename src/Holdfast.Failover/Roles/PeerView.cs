using Holdfast.Failover.Members;

namespace Holdfast.Failover.Roles;

/// <summary>What we know of another member.</summary>
/// <param name="Heard">When it was last heard, on each path.</param>
/// <param name="Silent">The paths of which was told that the member is silent there.</param>
public sealed record PeerView(MemberStatus Status, byte Priority, PathTimes Heard, PathFlags Silent)
{
    public MemberId Member => Status.Member;
}
