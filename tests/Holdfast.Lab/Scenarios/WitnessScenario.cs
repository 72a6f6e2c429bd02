using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>Two machines and a third that says which of them may be active when they cannot hear each other.</summary>
internal sealed class WitnessScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(3);

    /// <summary>What it takes is for the benchmark to say; here it only must not be for ever.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    private static readonly IPAddress Virtual = IPAddress.Parse("10.77.0.100");

    public override string Name => "witness";

    public override string Summary =>
        "two machines and a witness: killed, deaf, cut off, and the witness itself away; never are both active";

    public override async Task PlayAsync(Lab lab)
    {
        var outside = await lab.NetworkAsync("outside", "10.77.0.0/24", "fd77::/64");
        var alpha = await lab.HostAsync("alpha", outside);
        var beta = await lab.HostAsync("beta", outside);
        var third = await lab.HostAsync("third", outside);
        var client = await lab.HostAsync("client", outside);
        var group = new FailoverGroup([alpha, beta], [outside], [new(outside, Virtual)]) { Witness = third.Address4 };

        lab.Story.Chapter("Without the witness nobody begins; with it, one does");
        var members = await TwoMembers.StartAsync(lab, group);
        await Task.Delay(AWhile);
        lab.Story.Expect(!await members.IsAnyActiveAsync(), "group", "nobody is active");
        var bad = await members.One.TryAsync("validate");
        lab.Story.Expect(
            bad.Output.Contains("HF-2087", StringComparison.Ordinal),
            alpha.Name,
            "validate: BAD, the witness does not answer",
            bad.Output
        );
        var witness = lab.Own(await WitnessProgram.StartAsync(third, Path.Combine(lab.Folder, "third"), group));
        var (active, standby) = await members.AgreeAsync();
        var good = await active.TryAsync("validate");
        lab.Story.Expect(good.Succeeded, active.Host.Name, "validate: all GOOD", good.Output);
        await using var probe = await Probe.PingAsync(client, Virtual, Soon);

        lab.Story.Chapter("The agent of the active one is killed");
        await active.KillAsync();
        (active, standby) = await TakenOverAsync(lab, probe, active, standby);
        await standby.StartAsync();
        await standby.WaitUntilStandbyAsync();

        lab.Story.Chapter("A planned switch over: the lease goes along");
        await active.SwitchOverAsync();
        (active, standby) = await TakenOverAsync(lab, probe, active, standby);
        await standby.WaitUntilStandbyAsync();

        lab.Story.Chapter("The witness is away: nothing happens");
        await witness.StopAsync();
        await StaysAsync(lab, probe, active, standby);
        await witness.StartAsync();
        await StaysAsync(lab, probe, active, standby);

        lab.Story.Chapter("The standby is deaf for the active one, but reaches the witness");
        await active.Host.BlockAsync("ip protocol 112");
        await StaysAsync(lab, probe, active, standby);
        lab.Story.Expect(
            await standby.StatusAsync() is { } deaf
                && deaf.History.Any(what => what.Contains("witness refused", StringComparison.Ordinal)),
            standby.Host.Name,
            "asked the witness, and was refused"
        );

        lab.Story.Chapter("Neither hears the other, both reach the witness");
        await standby.Host.BlockAsync("ip protocol 112");
        await StaysAsync(lab, probe, active, standby);
        await active.Host.UnblockAsync();
        await standby.Host.UnblockAsync();
        await standby.WaitUntilStandbyAsync();

        lab.Story.Chapter("The active one is cut off: it gives up by itself, the other follows");
        await active.Host.LinkTo(outside).DropSilentlyAsync();
        await Wait.UntilAsync($"{active.Host.Name} to give up", Soon, async () => !await active.IsActiveAsync());
        lab.Story.Good(active.Host.Name, "is not active any more, though nobody could tell it");
        (active, standby) = await TakenOverAsync(lab, probe, active, standby);
        await standby.Host.LinkTo(outside).CarryAgainAsync();
        await standby.WaitUntilStandbyAsync();

        lab.Story.Chapter("The witness is away and the active one dies: nobody may, until the witness is back");
        await witness.StopAsync();
        await active.KillAsync();
        await Task.Delay(AWhile);
        lab.Story.Expect(!await standby.IsActiveAsync(), standby.Host.Name, "does not become active without a lease");
        await witness.StartAsync();
        (active, standby) = await TakenOverAsync(lab, probe, active, standby);
        await standby.StartAsync();
        await standby.WaitUntilStandbyAsync();
    }

    /// <returns>Who is active now, and who was.</returns>
    private static async Task<(FailoverMember Active, FailoverMember Standby)> TakenOverAsync(
        Lab lab,
        Probe probe,
        FailoverMember before,
        FailoverMember after
    )
    {
        await after.WaitUntilActiveAsync();
        var statistics = await probe.WaitForAnswerAsync(Soon);
        lab.Story.Good(after.Host.Name, $"answers, after {statistics.LongestGap.TotalMilliseconds:0} ms");
        probe.Reset();
        return (after, before);
    }

    private static async Task StaysAsync(Lab lab, Probe probe, FailoverMember active, FailoverMember standby)
    {
        probe.Reset();
        await Task.Delay(AWhile);
        lab.Story.Expect(
            await active.IsActiveAsync() && !await standby.IsActiveAsync(),
            active.Host.Name,
            "stays active, alone"
        );
        var statistics = await probe.WaitForAnswerAsync(Soon);
        lab.Story.Expect(statistics.LongestGap < Bearable, active.Host.Name, "answers all the time");
        probe.Reset();
    }
}
