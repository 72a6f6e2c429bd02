using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Roles.Events;

namespace Holdfast.Failover.Tests.Simulation;

/// <summary>What goes wrong, and goes right again after a while. Each fault undoes itself.</summary>
internal sealed class Faults(World world, Random random)
{
    /// <summary>Starts one at random.</summary>
    public void StartOne(TimeSpan duration)
    {
        var node = world.Nodes[random.Next(world.Nodes.Count)];
        Action<SimulatedNode, TimeSpan>[] kinds =
        [
            Crash,
            Freeze,
            Freeze,
            CutOff,
            Silence,
            Deafen,
            CutOneWay,
            CutOnePath,
            Lose,
            Delay,
            SlowDisk,
            BreakDisk,
            Sicken,
            Degrade,
            CutWitness,
            RestartWitness,
            SwitchOver,
            Hold,
            Suspend,
            Attack,
        ];
        kinds[random.Next(kinds.Length)](node, duration);
    }

    private void Crash(SimulatedNode node, TimeSpan duration) =>
        Disturb("crash", node, duration, node.Crash, node.Start);

    private void Freeze(SimulatedNode node, TimeSpan duration) =>
        Disturb("freeze", node, duration, node.Freeze, node.Thaw);

    /// <summary>From everything: both ways, the witness, the uplink.</summary>
    private void CutOff(SimulatedNode node, TimeSpan duration)
    {
        Cut("cut off", node, duration, way => way.From == node.Index || way.To == node.Index);
        During("uplink down", node, duration, () => node.UplinkDown = true, () => node.UplinkDown = false);
        During("witness cut", node, duration, () => node.WitnessCut = true, () => node.WitnessCut = false);
    }

    private void Silence(SimulatedNode node, TimeSpan duration) =>
        Cut("mute", node, duration, way => way.From == node.Index);

    private void Deafen(SimulatedNode node, TimeSpan duration) =>
        Cut("deaf", node, duration, way => way.To == node.Index);

    private void CutOneWay(SimulatedNode node, TimeSpan duration)
    {
        var other = Other(node);
        Cut($"unheard by {other.Id}", node, duration, way => way.From == node.Index && way.To == other.Index);
    }

    private void CutOnePath(SimulatedNode node, TimeSpan duration)
    {
        var lost = random.Next(world.Options.Paths);
        Cut($"path {lost} cut", node, duration, way => way.Path == lost);
    }

    private void Lose(SimulatedNode node, TimeSpan duration) =>
        OnLinks("loss", node, duration, link => link.Loss = 0.3, link => link.Loss = 0);

    private void Delay(SimulatedNode node, TimeSpan duration) =>
        OnLinks(
            "delay",
            node,
            duration,
            link => link.ExtraDelay = TimeSpan.FromMilliseconds(80),
            link => link.ExtraDelay = TimeSpan.Zero
        );

    private void SlowDisk(SimulatedNode node, TimeSpan duration) =>
        During(
            "slow disk",
            node,
            duration,
            () => node.Disk.Slowness = TimeSpan.FromSeconds(1),
            () => node.Disk.Slowness = TimeSpan.Zero
        );

    private void BreakDisk(SimulatedNode node, TimeSpan duration) =>
        During("broken disk", node, duration, () => node.Disk.Fails = true, () => node.Disk.Fails = false);

    private void Sicken(SimulatedNode node, TimeSpan duration)
    {
        var verdict = random.Next(2) == 0 ? HealthVerdict.Failed : HealthVerdict.Failing;
        During(
            $"{verdict}",
            node,
            duration,
            () => node.Tell(new HealthChanged(node.Health = verdict)),
            () => node.Tell(new HealthChanged(node.Health = HealthVerdict.Good))
        );
    }

    private void Degrade(SimulatedNode node, TimeSpan duration)
    {
        void Set(DatabaseStanding standing)
        {
            node.Standing = standing;
            node.Tell(new DatabaseChanged(standing, 7));
        }

        // An active member's own database is what counts, so it cannot be degraded.
        if (!node.IsActive && node.Runs && node.State!.Role != Role.Claiming)
        {
            During(
                "degraded",
                node,
                duration,
                () => Set(DatabaseStanding.Degraded),
                () => Set(DatabaseStanding.InStep)
            );
        }
    }

    private void CutWitness(SimulatedNode node, TimeSpan duration) =>
        During("witness cut", node, duration, () => node.WitnessCut = true, () => node.WitnessCut = false);

    private void RestartWitness(SimulatedNode node, TimeSpan duration) => world.Witness.Restart(world.Now);

    private void SwitchOver(SimulatedNode node, TimeSpan duration)
    {
        world.Note("operator: switch over");
        foreach (var active in world.Nodes.Where(candidate => candidate.IsActive))
        {
            active.Tell(new SwitchOverAsked(random.Next(2) == 0 ? MemberId.Nobody : Other(active).Id));
        }
    }

    private void Hold(SimulatedNode node, TimeSpan duration) =>
        During(
            "hold",
            node,
            duration,
            () => node.Tell(new HoldAsked(Hold: true)),
            () => node.Tell(new HoldAsked(Hold: false))
        );

    private void Suspend(SimulatedNode node, TimeSpan duration)
    {
        world.Note($"{node.Id}: was suspended");
        node.Tell(new PauseDetected(duration));
    }

    private void Attack(SimulatedNode node, TimeSpan duration)
    {
        if (!world.Options.OnTheWire)
        {
            return;
        }

        world.Note("attack");
        for (var at = TimeSpan.Zero; at < duration; at += TimeSpan.FromMilliseconds(2))
        {
            world.At(world.Now + at, world.Attack);
        }
    }

    private void Cut(string what, SimulatedNode node, TimeSpan duration, Func<(int From, int To, int Path), bool> hits)
    {
        var links = world.Ways().Where(hits).Select(way => world.Link(way.From, way.To, way.Path)).ToList();
        Disturb(
            what,
            node,
            duration,
            () => links.ForEach(link => link.Cuts++),
            () => links.ForEach(link => link.Cuts--)
        );
    }

    private void OnLinks(
        string what,
        SimulatedNode node,
        TimeSpan duration,
        Action<SimulatedLink> begin,
        Action<SimulatedLink> end
    )
    {
        var links = world
            .Ways()
            .Where(way => way.From == node.Index || way.To == node.Index)
            .Select(way => world.Link(way.From, way.To, way.Path))
            .ToList();
        Disturb(what, node, duration, () => links.ForEach(begin), () => links.ForEach(end));
    }

    /// <summary>A fault because of which members may not hear each other.</summary>
    private void Disturb(string what, SimulatedNode node, TimeSpan duration, Action begin, Action end)
    {
        world.Invariants.FaultsUnderWay++;
        During(
            what,
            node,
            duration,
            begin,
            () =>
            {
                world.Invariants.FaultsUnderWay--;
                world.Invariants.Faulty();
                end();
            }
        );
    }

    private void During(string what, SimulatedNode node, TimeSpan duration, Action begin, Action end)
    {
        world.Note($"{node.Id}: {what}");
        begin();
        world.At(
            world.Now + duration,
            () =>
            {
                world.Note($"{node.Id}: no longer {what}");
                end();
            }
        );
    }

    private SimulatedNode Other(SimulatedNode node) =>
        world.Nodes[(node.Index + 1 + random.Next(world.Nodes.Count - 1)) % world.Nodes.Count];
}
