namespace Holdfast.Failover.Witness;

/// <summary>What a datagram to or from a witness is. The numbers are those of the wire (docs/protocols/witness.md).</summary>
public enum WitnessKind : byte
{
    /// <summary>A member asks for the lease, or to renew it.</summary>
    Ask = 1,

    /// <summary>A member needs its lease no more. Has no answer.</summary>
    Release = 2,

    /// <summary>Somebody looks whether the witness is there. Changes nothing.</summary>
    Look = 3,

    /// <summary>To <see cref="Ask"/> or <see cref="Look"/>.</summary>
    Answer = 129,
}
