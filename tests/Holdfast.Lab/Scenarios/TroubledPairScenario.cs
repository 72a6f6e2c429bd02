using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>What is not a clean death: one cable, a machine that freezes, hears and cannot speak, comes and goes, and many switches.</summary>
internal sealed class TroubledPairScenario : Scenario
{
    private const int Switches = 20;
    private const int Flaps = 5;

    /// <summary>Of the priorities: each member is once the one that loses.</summary>
    private const int BothOrders = 2;

    /// <summary>Arbitrary: long enough for both to settle.</summary>
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);

    /// <summary>Megabytes. Arbitrary: more than a node, its agent or a portal writes here, and soon full.</summary>
    private const int SmallDisk = 64;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    public override string Name => "pair-troubled";

    public override string Summary =>
        "two nodes share a profile: a client goes on when one cable is pulled, the active node freezes, is mute, flaps, is unheard, full, and switched twenty times";

    public override async Task PlayAsync(Lab lab)
    {
        var disks = new SmallDisks(SmallDisk);
        var pair = await SharedPair.BuildAsync(lab, masquerade: false, prepare: disks.MountAsync);
        var laptop = await pair.Portals.ClientAsync("laptop");
        await using var wireGuard = await pair.ConnectAsync("anna", laptop);
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Soon);

        lab.Story.Chapter("The inside cable of the active one is pulled: the outside address goes along");
        await TroubleAsync(
            pair,
            probe,
            laptop,
            active => InsideOf(active).DownAsync(),
            active => InsideOf(active).UpAsync()
        );

        lab.Story.Chapter("All processes of the active one freeze, and thaw");
        await TroubleAsync(
            pair,
            probe,
            laptop,
            active => Task.Run(active.Host.Freeze),
            active => Task.Run(active.Host.Thaw)
        );

        lab.Story.Chapter("The active one hears, and nothing that it says is heard");
        await TroubleAsync(
            pair,
            probe,
            laptop,
            MuteAsync,
            active => active.Host.RunAsync("nft", "delete", "table", "netdev", "mute")
        );

        lab.Story.Chapter("The cables of the active one come and go");
        await TroubleAsync(pair, probe, laptop, FlapAsync, active => SharedPair.PlugInAsync(active.Host));

        for (var order = 0; order < BothOrders; order++)
        {
            lab.Story.Chapter("The two do not hear each other, and clients reach both: the higher epoch is right");
            await PartAsync(pair, probe, laptop);
        }

        lab.Story.Chapter("The disks of both are full, and the active one is unplugged");
        await FullDisksAsync(pair, disks, probe, laptop);

        lab.Story.Chapter($"{Switches} switches in a row during a download");
        await SwitchAsync(pair, laptop);
    }

    /// <summary>The other one takes over and the client goes on; the one that was in trouble is standby when it is well again.</summary>
    private static async Task TroubleAsync(
        SharedPair pair,
        Probe probe,
        Host laptop,
        Func<FailoverMember, Task> breakIt,
        Func<FailoverMember, Task> mend
    )
    {
        var before = await pair.ActiveAsync();
        await SharedPair.UntilToldAsync(pair.Other(before));
        await probe.WaitForAnswerAsync(Soon);
        probe.Reset();
        await breakIt(before);
        var active = await pair.TakenOverAsync(before);
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
        await mend(before);
        await pair.ActiveAsync();
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        laptop.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "stays active");
    }

    /// <summary>Both think that they are active. Whoever took over stays so, whatever the priorities.</summary>
    private static async Task PartAsync(SharedPair pair, Probe probe, Host laptop)
    {
        var before = await pair.ActiveAsync();
        var after = pair.Other(before);
        await SharedPair.UntilToldAsync(after);
        foreach (var member in pair.Members)
        {
            await member.Host.BlockAsync("meta l4proto 112");
            await member.Host.BlockAsync("udp dport 3112");
        }

        await after.WaitUntilActiveAsync();
        laptop.Story.Expect(await before.IsActiveAsync(), before.Host.Name, "is active too, for it hears nobody");
        await Task.Delay(AWhile);
        probe.Reset();
        await Task.WhenAll(pair.Members.Select(member => member.Host.UnblockAsync()));
        laptop.Story.Expect(await pair.ActiveAsync() == after, after.Host.Name, "stays active, the other gives up");
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await pair.ExpectEndpointAsync(laptop);
    }

    /// <summary>Nodes need no disk for a takeover, agents do: the standby's is freed again before.</summary>
    private static async Task FullDisksAsync(SharedPair pair, SmallDisks disks, Probe probe, Host laptop)
    {
        var active = await pair.ActiveAsync();
        var standby = pair.Other(active);
        await disks[active.Host].FillAsync();
        await disks[standby.Host].FillAsync();
        probe.Reset();
        await Task.Delay(AWhile);
        laptop.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "stays active, although its disk is full");
        await SharedPair.ExpectGoesOnAsync(probe, laptop);
        await disks[standby.Host].FreeAsync();
        await TroubleAsync(
            pair,
            probe,
            laptop,
            before => SharedPair.UnplugAsync(before.Host),
            async before =>
            {
                await SharedPair.PlugInAsync(before.Host);
                await disks[before.Host].FreeAsync();
            }
        );
    }

    private static async Task SwitchAsync(SharedPair pair, Host laptop)
    {
        using var ending = new CancellationTokenSource();
        var download = Download.RunAsync(
            laptop,
            pair.Portals.Inside.Address4,
            bytes: 1_000_000_000,
            bytesPerSecond: 2_000_000,
            ending.Token
        );
        var active = await pair.ActiveAsync();
        for (var i = 0; i < Switches; i++)
        {
            await Wait.UntilAsync("a switch", Soon, async () => (await active.TryAsync("switch")).Succeeded);
            active = await pair.TakenOverAsync(active);
        }

        var before = await SharedPair.ReceivedAsync(laptop);
        await SharedPair.UntilReceivedAsync(laptop, bytes: 2_000_000);
        laptop.Story.Expect(
            !download.IsCompleted,
            laptop.Name,
            $"goes on with the download, {before / 1e6:0} MB so far"
        );
        await ending.CancelAsync();
        await ((Task)download).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Link InsideOf(FailoverMember member) => member.Host.Links[1];

    private static Task MuteAsync(FailoverMember member)
    {
        member.Host.Story.Fault(member.Host.Name, "nothing leaves its cables");
        var devices = string.Join(", ", member.Host.Links.Select(link => link.Interface));
        return member.Host.ScriptAsync(
            $$"""
            nft -f - <<RULES
            table netdev mute {
                chain out {
                    type filter hook egress devices = { {{devices}} } priority 0; policy drop;
                }
            }
            RULES
            """
        );
    }

    private static async Task FlapAsync(FailoverMember member)
    {
        for (var i = 0; i < Flaps; i++)
        {
            await SharedPair.UnplugAsync(member.Host);
            await SharedPair.PlugInAsync(member.Host);
        }

        await SharedPair.UnplugAsync(member.Host);
    }
}
