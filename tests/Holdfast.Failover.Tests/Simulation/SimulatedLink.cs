namespace Holdfast.Failover.Tests.Simulation;

/// <summary>One way from one node to another, on one path.</summary>
internal sealed class SimulatedLink
{
    /// <summary>Faults that cut it now.</summary>
    public int Cuts { get; set; }

    /// <summary>0 to 1.</summary>
    public double Loss { get; set; }

    public TimeSpan ExtraDelay { get; set; }

    public bool IsClean => Cuts == 0 && Loss == 0 && ExtraDelay == TimeSpan.Zero;
}
