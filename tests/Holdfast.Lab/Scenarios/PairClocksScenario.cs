using System.Globalization;
using System.Text.RegularExpressions;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>
/// A standby whose clock is behind. Clients refuse handshakes that are older than the last one of the same key, so it waits, or leaves the
/// beginning to them. The clock of the node's process is moved; wireguard-go, which asks the kernel itself, cannot be told another time: it may
/// begin earlier, for an answer from inside that was under way at the switch. So what the node decides is read where it says it.
/// </summary>
internal sealed class PairClocksScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>What a takeover takes on a busy machine.</summary>
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(5);

    /// <summary>A standby behind by so much waits, and then begins.</summary>
    private static readonly TimeSpan ALittle = TimeSpan.FromSeconds(4);

    /// <summary>A standby behind by so much does not begin at all.</summary>
    private static readonly TimeSpan ALot = TimeSpan.FromMinutes(5);

    /// <summary>How far it is behind is measured over the network, which a busy machine does not do to the tenth.</summary>
    private static readonly TimeSpan Error = TimeSpan.FromSeconds(1);

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
        await TakeOverAsync(pair, probe, laptop, TimeSpan.FromMilliseconds(50), Busy);

        lab.Story.Chapter("Behind by 4 s: it waits for so long, and begins the handshakes then");
        await TakeOverAsync(pair, probe, laptop, ALittle, ALittle + Busy, "waits (?<seconds>[0-9.]+) s");

        lab.Story.Chapter("Behind by 5 min: it leaves the beginning to the clients");
        await TakeOverAsync(pair, probe, laptop, ALot, ByItself + Busy, "clock is (?<seconds>[0-9.]+) s behind");
    }

    /// <param name="behind">The standby's clock, behind that of the active one.</param>
    /// <param name="said">By the node when it takes over, after the portal has named it; null: neither says anything.</param>
    private async Task TakeOverAsync(
        SharedPair pair,
        Probe probe,
        Host laptop,
        TimeSpan behind,
        TimeSpan most,
        string? said = null
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
        if (said is not null)
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
            seen.LongestGap < most,
            laptop.Name,
            $"goes on, after {seen.LongestGap.TotalSeconds:0.0} s",
            $"{seen}"
        );
        await ExpectSaidAsync(pair.Portals.ProgramOn(standby.Host), standby.Host, behind, said);
        await pair.ExpectEndpointAsync(laptop);
    }

    private static async Task ExpectSaidAsync(RunningProgram node, Host standby, TimeSpan behind, string? said)
    {
        await node.WaitForLineAsync("begins handshakes with", Soon);
        if (said is null)
        {
            standby.Story.Expect(node.Output.Find("behind") is null, standby.Name, "says nothing of clocks", "it does");
            return;
        }

        var line = await node.WaitForLineAsync("behind", Soon);
        var seconds = Regex.Match(line.Text, said).Groups["seconds"].Value;
        standby.Story.Expect(
            double.TryParse(seconds, CultureInfo.InvariantCulture, out var known)
                && (TimeSpan.FromSeconds(known) - behind).Duration() < Error,
            standby.Name,
            $"says by how much it is behind: {seconds} s",
            line.Text
        );
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
