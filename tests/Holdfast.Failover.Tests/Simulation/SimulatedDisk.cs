using Holdfast.Failover.Members;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>Holds one epoch. Slow at times, and failing at times: then nobody knows whether it was written.</summary>
internal sealed class SimulatedDisk(Random random)
{
    private TimeSpan _busyUntil;

    /// <summary>What a restart finds.</summary>
    public Epoch Durable { get; private set; }

    public bool Fails { get; set; }

    public TimeSpan Slowness { get; set; }

    /// <summary>When what is given now will be done: one after the other.</summary>
    public TimeSpan Schedule(TimeSpan now)
    {
        var start = now > _busyUntil ? now : _busyUntil;
        _busyUntil =
            start + TimeSpan.FromMilliseconds(0.2 + (random.NextDouble() * 4)) + (Slowness * random.NextDouble());
        return _busyUntil;
    }

    /// <returns>Whether the node may believe that it is durable.</returns>
    public bool Finish(Epoch epoch)
    {
        if (!Fails || random.Next(2) == 0)
        {
            Durable = Epoch.Highest(Durable, epoch);
        }

        return !Fails;
    }
}
