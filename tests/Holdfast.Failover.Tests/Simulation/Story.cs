namespace Holdfast.Failover.Tests.Simulation;

/// <summary>A group lives through faults, then through a time without.</summary>
internal static class Story
{
    /// <summary>Within which all is well again after the last fault: a lease of the witness runs out, health recovers, a claim is retried.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    /// <returns>The world at its end, and what went wrong, or null.</returns>
    public static (World World, string? Wrong) Play(WorldOptions options, int seed, TimeSpan faults)
    {
        var world = new World(options, seed);
        try
        {
            Begin(world);
            Disturb(world, new Random(seed * 7919), faults);
            var settled = world.Now + Longest + Settling;
            world.RunUntil(settled + Quiet);
            world.Invariants.CheckEnd(settled);
            return (world, null);
        }
        catch (InvariantException exception)
        {
            var events = string.Join('\n', world.LastEvents);
            return (world, $"seed {seed}, at {world.Now.TotalSeconds:0.0000}: {exception.Message}\n{events}");
        }
    }

    private static void Begin(World world)
    {
        foreach (var node in world.Nodes)
        {
            world.At(TimeSpan.FromMilliseconds(50 * node.Index), node.Start);
        }
    }

    private static void Disturb(World world, Random random, TimeSpan time)
    {
        var faults = new Faults(world, random);
        while (world.Now < time)
        {
            world.RunUntil(world.Now + TimeSpan.FromMilliseconds(random.Next(1200)));
            var duration = Longest * Math.Pow(random.NextDouble(), 2);
            faults.StartOne(duration);
        }
    }
}
