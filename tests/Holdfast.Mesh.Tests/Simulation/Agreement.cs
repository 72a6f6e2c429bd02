using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Tests.Simulation;

/// <summary>What must hold between hosts that can all hear each other, some time after the last trouble.</summary>
internal static class Agreement
{
    public static bool IsReached(World world) => Trouble(world) is null;

    public static void Require(World world)
    {
        if (Trouble(world) is { } trouble)
        {
            throw new InvariantException(trouble);
        }
    }

    private static string? Trouble(World world)
    {
        var live = world.Hosts.Where(host => host.Runs).ToList();
        var holders = live.Select(host => host.HolderOf(World.Shared)).Distinct().ToList();
        if (holders.Count != 1)
        {
            return $"they disagree who holds {World.Shared}: {string.Join(", ", holders.Select(world.NameOf))}";
        }

        var servers = live.Where(host => host.Index < world.Options.Servers).Select(host => host.Id).ToList();
        if (servers.Count > 0 && (holders[0] is not { } holder || !servers.Contains(holder)))
        {
            return $"{world.NameOf(holders[0])} holds {World.Shared}, and is no server that lives";
        }

        foreach (var host in live)
        {
            var present = host.Machine!.Members.Where(m => m.Status == HostStatus.Alive).Select(m => m.Record.Host);
            var missing = live.Select(other => other.Id).Except(present).Where(id => id != host.Id).ToList();
            var ghosts = present.Except(live.Select(other => other.Id)).ToList();
            if (missing.Count > 0 || ghosts.Count > 0)
            {
                return $"h{host.Index} misses {string.Join(", ", missing.Select(id => world.NameOf(id)))}"
                    + $" and sees ghosts {string.Join(", ", ghosts.Select(id => world.NameOf(id)))}";
            }

            if (live.Exists(other => host.StampOf(other.Id) != other.StampOf(other.Id)))
            {
                return $"h{host.Index} has an old record";
            }
        }

        return null;
    }
}
