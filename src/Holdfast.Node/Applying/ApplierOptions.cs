namespace Holdfast.Node.Applying;

public sealed record ApplierOptions
{
    /// <summary>How often everything is compared with what really is.</summary>
    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first pause before what failed is tried again; doubles up to <see cref="LongestPause"/>.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a plane may take for a change before the others go on without it.</summary>
    public TimeSpan ApplyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a plane may take to compare and mend everything.</summary>
    public TimeSpan ReconcileTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The expiry clock is looked at at least this often.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The process gives memory back after much work. Not where many nodes share one: each would collect the garbage of all.
    /// </summary>
    public bool GivesMemoryBack { get; init; } = true;
}
