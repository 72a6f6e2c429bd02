using System.Net;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Agent;

/// <summary>What a configuration means for the questions to the witness.</summary>
internal sealed record WitnessPlan(IPEndPoint Witness, Guid Group, MemberId Self, HeartbeatKeys Keys, TimeSpan Lease)
{
    /// <returns>Null: the group has no witness.</returns>
    public static WitnessPlan? Of(FailoverFile file) =>
        file.Group.Witness is { } witness
            ? new WitnessPlan(
                new IPEndPoint(witness.Address, witness.Port),
                file.Group.Id,
                new MemberId((byte)file.Local.Member),
                UnitPlan.Keys(file.Group),
                witness.Lease(file.Group.IntervalMilliseconds)
            )
            : null;
}
