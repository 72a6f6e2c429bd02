using Holdfast.Failover.Members;

namespace Holdfast.Failover.Witness;

/// <summary>What the witness must not forget: stored before the answer leaves.</summary>
/// <param name="Fence">Grows with each change of the holder, and is never given twice. 0: never granted.</param>
public sealed record WitnessGrant(MemberId Holder, long Fence)
{
    public static readonly WitnessGrant Never = new(MemberId.Nobody, 0);
}
