namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>What happens to hosts and networks. Each fault ends by itself.</summary>
internal sealed class Faults(World world, Random random)
{
    public void StartOne(TimeSpan duration)
    {
        var host = world.Hosts[random.Next(world.Hosts.Count)];
        switch (random.Next(7))
        {
            case 0:
                host.Kill();
                if (random.Next(2) == 0)
                {
                    world.Tunnels.Die(host);
                }

                world.At(world.Now + duration, () => Restart(host));
                break;
            case 1 when host.Runs:
                host.Freeze();
                world.At(world.Now + duration, host.Thaw);
                break;
            case 2:
                Cut([(host, Other(host))], duration, world.Cuts);
                break;
            case 3:
                Cut(world.Hosts.Where(other => other != host).Select(other => (host, other)), duration, world.Cuts);
                break;
            case 4:
                Cut(
                    world.Hosts.Where(o => o != host).SelectMany(o => new[] { (host, o), (o, host) }),
                    duration,
                    world.Cuts
                );
                break;
            case 5:
                var half = random.Next(1, world.Hosts.Count);
                Cut(
                    from a in world.Hosts
                    from b in world.Hosts
                    where a.Index < half != b.Index < half
                    select (a, b),
                    duration,
                    world.Cuts
                );
                break;
            default:
                var other = Other(host);
                Cut([(host, other), (other, host)], duration, world.TunnelCuts);
                break;
        }
    }

    private SimulatedHost Other(SimulatedHost host)
    {
        var index = random.Next(world.Hosts.Count - 1);
        return world.Hosts[index < host.Index ? index : index + 1];
    }

    private static void Restart(SimulatedHost host)
    {
        if (host.Machine is null)
        {
            host.Start();
        }
    }

    private void Cut(
        IEnumerable<(SimulatedHost From, SimulatedHost To)> ways,
        TimeSpan duration,
        HashSet<(int From, int To)> cuts
    )
    {
        var added = ways.Select(way => (way.From.Index, way.To.Index)).Where(cuts.Add).ToList();
        world.Note($"cut for {duration.TotalSeconds:0.00} s: {string.Join(' ', added.Take(6))}");
        world.At(world.Now + duration, () => cuts.ExceptWith(added));
    }
}
