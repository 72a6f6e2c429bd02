namespace Holdfast.Failover.Control;

/// <summary>What a member knows of its unit's lease.</summary>
/// <param name="SilentFor">Seconds since the witness last answered; null: it never did.</param>
/// <param name="Holder">Who had the lease when it last answered; null: nobody.</param>
public sealed record WitnessStatus(double? SilentFor, int? Holder);
