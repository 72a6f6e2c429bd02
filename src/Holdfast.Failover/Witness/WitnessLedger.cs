using Holdfast.Failover.Members;

namespace Holdfast.Failover.Witness;

/// <summary>
/// The witness of one unit of addresses, as a pure function: at most one member holds its lease. Time is monotonic and the witness's own;
/// the member counts the same time from when it asked, so that its lease ends first.
/// </summary>
/// <param name="Grant">To be stored before the answer leaves.</param>
/// <param name="Until">When the lease ends, in the time of the witness.</param>
public sealed record WitnessLedger(WitnessGrant Grant, TimeSpan Until)
{
    /// <summary>
    /// After a start the old lease may still run, nobody knows how long: it counts in full once more.
    /// </summary>
    public static WitnessLedger Start(WitnessGrant stored, TimeSpan now, TimeSpan lease) =>
        new(stored, stored.Holder.IsNobody ? now : now + lease);

    /// <summary>Gives the lease, or renews it.</summary>
    /// <param name="fence">That the member holds, 0 when it holds none.</param>
    /// <param name="floor">The new fencing number is not smaller.</param>
    /// <returns>What to remember, and the fencing number; 0: refused.</returns>
    public (WitnessLedger Ledger, long Fence) Ask(MemberId member, long fence, long floor, TimeSpan now, TimeSpan lease)
    {
        if (Grant.Holder == member && fence != 0 && fence == Grant.Fence)
        {
            return (this with { Until = now + lease }, fence);
        }

        if (now < Until && Grant.Holder != member)
        {
            return (this, 0);
        }

        var next = Math.Max(Grant.Fence + 1, floor);
        return (new WitnessLedger(new WitnessGrant(member, next), now + lease), next);
    }

    /// <summary>Gives the lease back before its time.</summary>
    public WitnessLedger Release(long fence, TimeSpan now) => fence == Grant.Fence ? this with { Until = now } : this;
}
