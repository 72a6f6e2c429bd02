namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>A mesh lives through faults, then through a time without.</summary>
internal static class Story
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <summary>The hold-down of a way that broke often lasts so long at most, by the rules of these tests.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(25);

    /// <returns>The world at its end, and what went wrong, or null.</returns>
    public static (World World, string? Wrong) Play(WorldOptions options, int seed, TimeSpan faults)
    {
        var world = new World(options, seed);
        try
        {
            world.StartAll();
            world.Run(TimeSpan.FromSeconds(3));
            var random = new Random(seed * 7919);
            var disturbing = new Faults(world, random);
            var end = world.Now + faults;
            while (world.Now < end)
            {
                world.Run(TimeSpan.FromMilliseconds(random.Next(1500)));
                disturbing.StartOne(Longest * Math.Pow(random.NextDouble(), 2));
            }

            world.Run(Longest + Settling);
            Agreement.Require(world);
            return (world, null);
        }
        catch (InvariantException exception)
        {
            var events = string.Join('\n', world.LastEvents);
            return (world, $"seed {seed}, at {world.Now.TotalSeconds:0.0000}: {exception.Message}\n{events}");
        }
    }
}
