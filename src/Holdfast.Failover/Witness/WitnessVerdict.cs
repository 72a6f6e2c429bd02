namespace Holdfast.Failover.Witness;

/// <summary>What a witness answers. The numbers are those of the wire (docs/protocols/witness.md).</summary>
public enum WitnessVerdict : byte
{
    /// <summary>In questions.</summary>
    None = 0,

    Granted = 1,

    /// <summary>Another member has the lease, or the witness cannot store it.</summary>
    Refused = 2,

    /// <summary>The question was for another life of the witness: ask again, with the instance of this answer.</summary>
    OtherInstance = 3,

    /// <summary>The witness is there; to <see cref="WitnessKind.Look"/>.</summary>
    Seen = 4,
}
