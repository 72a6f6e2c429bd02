using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>The third machine. It may restart; its grant is stored, its time is not.</summary>
internal sealed class SimulatedWitness
{
    private readonly HashSet<long> _given = [];
    private WitnessLedger _ledger = WitnessLedger.Start(WitnessGrant.Never, TimeSpan.Zero, WorldOptions.WitnessLease);

    /// <returns>The fencing number, 0 when refused.</returns>
    public long Ask(MemberId member, long fence, long floor, TimeSpan now)
    {
        (_ledger, var given) = _ledger.Ask(member, fence, floor, now, WorldOptions.WitnessLease);
        if (given != 0 && given != fence && !_given.Add(given))
        {
            throw new InvariantException($"the witness gave {given} twice");
        }

        return given;
    }

    public void Release(long fence, TimeSpan now) => _ledger = _ledger.Release(fence, now);

    public void Restart(TimeSpan now) => _ledger = WitnessLedger.Start(_ledger.Grant, now, WorldOptions.WitnessLease);
}
