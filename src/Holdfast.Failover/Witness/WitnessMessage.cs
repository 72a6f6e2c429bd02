using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Witness;

/// <summary>One datagram to or from a witness.</summary>
public sealed record WitnessMessage
{
    public required WitnessKind Kind { get; init; }

    public WitnessVerdict Verdict { get; init; }

    public required Guid Group { get; init; }

    /// <summary>Unit of addresses.</summary>
    public required byte Vrid { get; init; }

    /// <summary>Who asks, or asked.</summary>
    public required MemberId Member { get; init; }

    /// <summary>Of the witness: another one after each start.</summary>
    public Guid Instance { get; init; }

    /// <summary>Of the question; grows with each that the member has ever sent. The answer has the same.</summary>
    public required Sequence Number { get; init; }

    /// <summary>That the member holds, 0 for none; in a grant, the one it holds now.</summary>
    public long Fence { get; init; }

    /// <summary>A new fencing number must not be smaller.</summary>
    public long Floor { get; init; }

    /// <summary>How long the lease is to be; in a refusal, after how much of time it may be free.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>In answers: who has the lease; nobody when it has ended.</summary>
    public MemberId Holder { get; init; }
}
