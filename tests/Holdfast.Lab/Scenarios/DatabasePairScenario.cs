using System.Net;
using Holdfast.Lab.Databases;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>Two machines, one PostgreSQL at a virtual address, and somebody who writes all the time.</summary>
internal sealed class DatabasePairScenario : Scenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The grant's length, its slack, and what a busy machine adds.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(8);

    private static readonly IPAddress Address = IPAddress.Parse("10.77.0.100");

    public override string Name => "database-pair";

    public override string Summary =>
        "a PostgreSQL pair behind one address: its primary dies and returns, its standby dies, and they are cut off from each other";

    public override async Task PlayAsync(Lab lab)
    {
        var outside = await lab.NetworkAsync("outside", "10.77.0.0/24", "fd77::/64");
        var (alpha, beta) = (await lab.HostAsync("alpha", outside), await lab.HostAsync("beta", outside));
        var client = await lab.HostAsync("client", outside);
        var pair = await PairOfDatabases.StartAsync(lab, client, [alpha, beta], outside, Address);

        lab.Story.Chapter("The primary's machine loses its power while somebody writes");
        var before = await pair.Writer.WaitForMoreAsync();
        var (primary, standby) = pair.Now;
        await primary.Host.PowerOffAsync();
        await pair.Writer.WaitForMoreAsync();
        await pair.ExpectNothingLostAsync();
        pair.ExpectGapBelow(before, Bearable, "a takeover");
        pair.TakenOver();

        lab.Story.Chapter("It returns, and follows");
        await pair.ReturnsAsync(primary);

        lab.Story.Chapter("The standby's machine loses its power: writes go on, and it says so");
        before = await pair.Writer.WaitForMoreAsync();
        (primary, standby) = pair.Now;
        await standby.Host.PowerOffAsync();
        await pair.UntilAsync(primary, "degraded", view => view.Degraded);
        await pair.Writer.WaitForMoreAsync();
        pair.ExpectGapBelow(before, Bearable, "the death of the standby");

        lab.Story.Chapter("The standby returns while the primary's machine is off: it does not promote itself");
        await primary.Host.PowerOffAsync();
        await standby.Host.PowerOnAsync();
        await standby.StartAsync();
        await pair.ExpectStaysStandbyAsync(standby);
        await pair.ReturnsAsync(primary, asPrimary: true);
        await pair.UntilInStepAsync();
        await pair.Writer.WaitForMoreAsync();
        await pair.ExpectNothingLostAsync();

        lab.Story.Chapter("They cannot hear each other, and both write; then they can: the higher epoch is right");
        (primary, standby) = pair.Now;
        await pair.CutAndHealAsync(primary, standby);
        pair.TakenOver();
        await pair.UntilInStepAsync();
        var last = await pair.Writer.WaitForMoreAsync();
        lab.Story.Good(pair.Now.Primary.Host.Name, $"row {last} is written, and all is in step again");
        await pair.Writer.StopAsync();
    }
}
