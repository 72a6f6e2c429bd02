using System.Globalization;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>
/// A standby whose clock is behind. Clients refuse handshakes that are older than the last one of the same key, so it waits, or leaves the
/// beginning to them. The clock of the node's process is moved; wireguard-go, which asks the kernel itself, cannot be told another time.
/// </summary>
internal sealed class PairClocksScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>What a takeover takes on a busy machine.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);

    /// <summary>A standby behind by so much waits, and then begins.</summary>
    private static readonly TimeSpan ALittle = TimeSpan.FromSeconds(4);

    /// <summary>After which WireGuard begins by itself: KEEPALIVE_TIMEOUT and REKEY_TIMEOUT of its paper.</summary>
    private static readonly TimeSpan ByItself = TimeSpan.FromSeconds(15);

    private TimeSpan _behind;

    public override string Name => "pair-clocks";

    public override string Summary =>
        "two nodes share a profile: the clock of the one that takes over is behind by 50 ms, 4 s, 5 min; a client goes on, sooner or later";

    public override async Task PlayAsync(Lab lab)
    {
        _behind = TimeSpan.Zero;
        var pair = await SharedPair.BuildAsync(lab, masquerade: false);
        var laptop = await pair.Portals.ClientAsync("laptop");
        await using var wireGuard = await pair.ConnectAsync("anna", laptop);
        await using var probe = await Probe.StartAsync(laptop, pair.Portals.Inside.Address4, Soon);

        lab.Story.Chapter("Behind by 50 ms: nobody notices");
        await TakeOverAsync(pair, probe, laptop, TimeSpan.FromMilliseconds(50), TimeSpan.Zero, Busy, isSaid: false);

        lab.Story.Chapter("Behind by 4 s: it waits for so long, and begins the handshakes then");
        // How far it is behind is measured over the network, which a busy machine does not do to the tenth.
        await TakeOverAsync(pair, probe, laptop, ALittle, ALittle / 2, ALittle + Busy, isSaid: true);

        lab.Story.Chapter("Behind by 5 min: it leaves the beginning to the clients");
        await TakeOverAsync(pair, probe, laptop, TimeSpan.FromMinutes(5), Busy, ByItself + Busy, isSaid: true);
    }

    /// <param name="behind">The standby's clock, behind that of the active one.</param>
    /// <param name="isSaid">The portal names it at the node.</param>
    private async Task TakeOverAsync(
        SharedPair pair,
        Probe probe,
        Host laptop,
        TimeSpan behind,
        TimeSpan least,
        TimeSpan most,
        bool isSaid
    )
    {
        var active = await pair.ActiveAsync();
        var standby = pair.Other(active);
        // Whose clock was moved last is the active one.
        _behind += behind;
        var shown = string.Create(CultureInfo.InvariantCulture, $"-{_behind.TotalSeconds:0.000}s");
        await pair.Portals.RestartAsync(standby.Host, Clock.Shifted(shown));
        await pair.Portals.ProgramOn(standby.Host).WaitForLineAsync("is linked", Soon);
        await SharedPair.UntilToldAsync(standby);
        if (isSaid)
        {
            await UntilSaidAsync(pair, standby.Host);
        }

        await pair.ActiveAsync();
        await probe.WaitForAnswerAsync(Soon);
        probe.Reset();
        await active.SwitchOverAsync();
        await pair.TakenOverAsync(active);
        var seen = await probe.WaitForAnswerAsync(Soon);
        laptop.Story.Expect(
            seen.LongestGap >= least && seen.LongestGap < most,
            laptop.Name,
            $"goes on, after {seen.LongestGap.TotalSeconds:0.0} s",
            $"{seen}"
        );
        await pair.ExpectEndpointAsync(laptop);
    }

    private static async Task UntilSaidAsync(SharedPair pair, Host standby)
    {
        var id = standby == pair.Portals.Node ? "node-1" : "node-2";
        await Wait.UntilAsync(
            "the portal to say that the clock is behind",
            Soon,
            async () =>
                $"{await pair.Portals.NodeAsync(pair.Portals.First, id)}".Contains("HF-1672", StringComparison.Ordinal)
        );
        standby.Story.Good("portal1", $"says of {standby.Name} that its clock is behind (HF-1672)");
    }
}
