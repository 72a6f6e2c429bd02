using System.Net;
using Holdfast.Lab.Disks;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;
using Holdfast.Model.Failover;

namespace Holdfast.Lab.Scenarios;

/// <summary>Two machines and their addresses, outside and inside, through everything that happens to machines.</summary>
internal sealed class FailoverScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>What it takes is for the benchmark to say; here it only must not be for ever.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(10);

    /// <summary>Megabytes. Arbitrary: more than an agent ever writes.</summary>
    private const int SmallDisk = 4;

    private static readonly IPAddress Outside4 = IPAddress.Parse("10.77.0.100");
    private static readonly IPAddress Outside6 = IPAddress.Parse("fd77::100");
    private static readonly IPAddress Inside = IPAddress.Parse("10.88.0.100");

    public override string Name => "failover";

    public override string Summary =>
        "two machines share addresses outside and inside: planned, unplugged, killed, frozen, full, cut off from each other";

    public override async Task PlayAsync(Lab lab)
    {
        var outside = await lab.NetworkAsync("outside", "10.77.0.0/24", "fd77::/64");
        var inside = await lab.NetworkAsync("inside", "10.88.0.0/24", "fd88::/64");
        var (alpha, beta) = (
            await lab.HostAsync("alpha", outside, inside),
            await lab.HostAsync("beta", outside, inside)
        );
        var (client, server) = (await lab.HostAsync("client", outside), await lab.HostAsync("server", inside));
        var group = new FailoverGroup(
            [alpha, beta],
            [outside, inside],
            [new(outside, Outside4), new(outside, Outside6), new(inside, Inside)]
        )
        {
            HasSecondPath = true,
        };

        lab.Story.Chapter("Before: validate says what is wrong");
        await ExpectBadAsync(lab, alpha, group, outside);

        lab.Story.Chapter("Two machines agree on one");
        Dictionary<Host, Disk> disks = [];
        foreach (var host in group.Members)
        {
            disks[host] = await Disk.MountAsync(host, Path.Combine(lab.Folder, host.Name), SmallDisk);
        }

        var (active, standby) = await (await TwoMembers.StartAsync(lab, group)).AgreeAsync();
        await using var probes = await Probes.StartAsync(client, server);
        var good = await active.TryAsync("validate");
        lab.Story.Expect(good.Succeeded, active.Host.Name, "validate: all GOOD", good.Output);

        lab.Story.Chapter("A planned switch over");
        await using var loser = active.Watch();
        await using var winner = standby.Watch();
        await active.SwitchOverAsync();
        (active, standby) = await TakenOverAsync(lab, probes, active, standby);
        var has = await winner.WaitForWinAsync(Soon);
        lab.Story.Expect(has, active.Host.Name, "tells those who watch it, with the addresses on its interfaces");
        await loser.WaitForLossAsync(Soon);
        lab.Story.Good(standby.Host.Name, "tells those who watch it that it is active no more");

        lab.Story.Chapter("The outside cable of the active one is pulled; the inside address goes along");
        await active.Host.LinkTo(outside).DownAsync();
        (active, standby) = await TakenOverAsync(lab, probes, active, standby);
        await standby.Host.LinkTo(outside).UpAsync();
        await standby.WaitUntilStandbyAsync();
        await ExpectNoFailBackAsync(lab, active);

        lab.Story.Chapter("The agent of the active one is killed: the kernel takes the addresses away");
        await active.KillAsync();
        (active, standby) = await TakenOverAsync(lab, probes, active, standby, oldAnswers: false);
        await ExpectAddressesGoneAsync(lab, standby.Host);
        await standby.StartAsync();
        await standby.WaitUntilStandbyAsync();
        await ExpectNoFailBackAsync(lab, active);

        lab.Story.Chapter("The agent of the active one freezes, and thaws");
        active.Freeze();
        (active, standby) = await TakenOverAsync(lab, probes, active, standby, oldAnswers: false);
        await ExpectAddressesGoneAsync(lab, standby.Host);
        standby.Thaw();
        await standby.WaitUntilStandbyAsync();
        await ExpectNoFailBackAsync(lab, active);

        lab.Story.Chapter("The standby's disk is full when the active one dies: it stays standby, and says why");
        (active, standby) = await FullDiskAsync(lab, probes, disks, active, standby);

        lab.Story.Chapter("One of two heartbeat paths is silent: an alarm, and nothing else");
        await active.Host.LinkTo(inside).DropSilentlyAsync();
        await Wait.UntilAsync(
            "the other to tell of it",
            Soon,
            async () =>
                await standby.StatusAsync() is { } view
                && view.History.Any(what => what.Contains("is silent on path 2", StringComparison.Ordinal))
        );
        lab.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "stays active");
        await active.Host.LinkTo(inside).CarryAgainAsync();

        lab.Story.Chapter("They cannot hear each other: both are active; when they can, the higher epoch is right");
        await active.Host.LinkTo(outside).DropSilentlyAsync();
        await active.Host.LinkTo(inside).DropSilentlyAsync();
        await standby.WaitUntilActiveAsync();
        lab.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "is active too, for it hears nobody");
        await active.Host.LinkTo(outside).CarryAgainAsync();
        await active.Host.LinkTo(inside).CarryAgainAsync();
        (active, standby) = await TakenOverAsync(lab, probes, active, standby);
        await standby.WaitUntilStandbyAsync();

        lab.Story.Chapter("A program on the active one says that it is not healthy, and goes");
        using (var reporter = active.Reporter())
        {
            var report = new HealthReport
            {
                Source = "node",
                Healthy = false,
                Certain = true,
                Reason = "wg0 is gone",
            };
            var refused = await reporter.TellAsync(report);
            lab.Story.Expect(refused is null, active.Host.Name, "takes the report", refused);
            (active, standby) = await TakenOverAsync(lab, probes, active, standby);
            lab.Story.Expect(
                await standby.StatusAsync() is { Role: "fault" } sick
                    && sick.History.Any(what => what.Contains("node: wg0 is gone", StringComparison.Ordinal)),
                standby.Host.Name,
                "is at fault, and tells why"
            );
        }

        await standby.WaitUntilStandbyAsync();
        await ExpectNoFailBackAsync(lab, active);

        lab.Story.Chapter("A hold, and the end");
        await standby.TryAsync("hold");
        var held = await active.TryAsync("switch");
        lab.Story.Expect(
            held.ExitCode != 0 && held.Error.Contains("HF-2036", StringComparison.Ordinal),
            active.Host.Name,
            "does not switch over to one that is on hold",
            held.Error
        );
        var nobody = await active.TryAsync("switch", "--to", "258");
        lab.Story.Expect(
            nobody.ExitCode != 0 && nobody.Error.Contains("no member 258", StringComparison.Ordinal),
            active.Host.Name,
            "does not switch over to a member that there is not",
            nobody.Error
        );
        await standby.TryAsync("release");
        await Wait.UntilAsync("it to be ready", Soon, async () => (await active.TryAsync("switch")).Succeeded);
        (active, standby) = await TakenOverAsync(lab, probes, active, standby);
        await active.StopAsync();
        await standby.WaitUntilActiveAsync();
        await ExpectAddressesGoneAsync(lab, active.Host);
        await standby.StopAsync();
        await ExpectAddressesGoneAsync(lab, standby.Host);
    }

    /// <summary>An epoch that is not on the disk would be used again after a power cut.</summary>
    private static async Task<(FailoverMember Active, FailoverMember Standby)> FullDiskAsync(
        Lab lab,
        Probes probes,
        Dictionary<Host, Disk> disks,
        FailoverMember active,
        FailoverMember standby
    )
    {
        await disks[standby.Host].FillAsync();
        await active.KillAsync();
        await Wait.UntilAsync(
            "it to say what is wrong",
            Soon,
            async () =>
                await standby.StatusAsync() is { } view
                && view.History.Any(what => what.Contains("is not stored", StringComparison.Ordinal))
        );
        lab.Story.Expect(
            !await standby.IsActiveAsync(),
            standby.Host.Name,
            "is not active, and says that it cannot store its epoch"
        );
        await disks[standby.Host].FreeAsync();
        var agreed = await TakenOverAsync(lab, probes, active, standby, oldAnswers: false);
        await active.StartAsync();
        await active.WaitUntilStandbyAsync();
        return agreed;
    }

    /// <summary>Another host has the address; the answer names it, and what to do.</summary>
    private static async Task ExpectBadAsync(Lab lab, Host host, FailoverGroup group, Network outside)
    {
        var stranger = await lab.HostAsync("stranger", outside);
        await stranger.RunAsync("ip", "address", "add", $"{Outside4}/24", "dev", outside.Name);
        var home = Path.Combine(lab.Folder, "before");
        Directory.CreateDirectory(home);
        await File.WriteAllTextAsync(Path.Combine(home, "failover.json"), group.FileOf(host));
        var told = await host.TryRunAsync(Checkout.Holdfast, "failover", "validate", "--home", home);
        var bad = told.Output.Split('\n').Where(line => line.StartsWith("BAD", StringComparison.Ordinal)).ToList();
        lab.Story.Expect(
            told.ExitCode != 0 && bad is [var only] && only.Contains("HF-2042", StringComparison.Ordinal),
            host.Name,
            "validate: BAD, another host has one of the addresses",
            told.Output + told.Error
        );
        await stranger.RunAsync("ip", "address", "del", $"{Outside4}/24", "dev", outside.Name);
        await host.RunAsync("ip", "neigh", "flush", "all");
    }

    /// <returns>Who is active now, and who was.</returns>
    private static async Task<(FailoverMember Active, FailoverMember Standby)> TakenOverAsync(
        Lab lab,
        Probes probes,
        FailoverMember before,
        FailoverMember after,
        bool oldAnswers = true
    )
    {
        await after.WaitUntilActiveAsync();
        if (oldAnswers)
        {
            await Wait.UntilAsync($"{before.Host.Name} to give up", Soon, async () => !await before.IsActiveAsync());
        }

        await probes.ExpectAnswersAsync(lab, after.Host.Name, Bearable);
        return (after, before);
    }

    private static async Task ExpectNoFailBackAsync(Lab lab, FailoverMember active) =>
        lab.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "keeps the addresses when the other is back");

    private static async Task ExpectAddressesGoneAsync(Lab lab, Host host)
    {
        await Wait.UntilAsync(
            $"{host.Name} to have none of the addresses",
            Soon,
            async () =>
            {
                var shown = await host.RunAsync("ip", "-brief", "address");
                return new[] { Outside4, Outside6, Inside }.All(address =>
                    !shown.Contains($"{address}/", StringComparison.Ordinal)
                );
            }
        );
        lab.Story.Good(host.Name, "has none of the addresses any more");
    }

    /// <summary>Pings all three addresses from where they are used.</summary>
    private sealed class Probes(IReadOnlyList<(IPAddress Target, Probe Probe)> all) : IAsyncDisposable
    {
        public static async Task<Probes> StartAsync(Host client, Host server) =>
            new([
                (Outside4, await Probe.PingAsync(client, Outside4, Soon)),
                (Outside6, await Probe.PingAsync(client, Outside6, Soon)),
                (Inside, await Probe.PingAsync(server, Inside, Soon)),
            ]);

        public async Task ExpectAnswersAsync(Lab lab, string who, TimeSpan bearable)
        {
            foreach (var (target, probe) in all)
            {
                var statistics = await probe.WaitForAnswerAsync(Soon);
                lab.Story.Expect(
                    statistics.LongestGap < bearable,
                    who,
                    $"{target} answers, after {statistics.LongestGap.TotalMilliseconds:0} ms"
                );
                probe.Reset();
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var (_, probe) in all)
            {
                await probe.DisposeAsync();
            }
        }
    }
}
