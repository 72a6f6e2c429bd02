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
    /// <summary>The grant's length, its slack, and what a busy machine adds.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(8);

    /// <summary>Writes at a planned switch.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromSeconds(2);

    /// <summary>Of the priorities: each member is once the one that loses.</summary>
    private const int BothOrders = 2;

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

        await ValidateAsync(lab, pair);

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

        lab.Story.Chapter("She switches over: the standby has everything before it is the primary");
        await SwitchAsync(lab, pair);

        lab.Story.Chapter("They cannot hear each other, and both write; then they can: the higher epoch is right");
        for (var order = 0; order < BothOrders; order++)
        {
            // Whoever takes over is right, also when the other one has the higher priority.
            (primary, standby) = pair.Now;
            await pair.CutAndHealAsync(primary, standby, apart: TimeSpan.FromSeconds(3));
            pair.TakenOver();
            await pair.UntilInStepAsync();
        }

        var last = await pair.Writer.WaitForMoreAsync();
        lab.Story.Good(pair.Now.Primary.Host.Name, $"row {last} is written, and all is in step again");
        await pair.Writer.StopAsync();
    }

    private static async Task ValidateAsync(Lab lab, PairOfDatabases pair)
    {
        foreach (var member in new[] { pair.Now.Primary, pair.Now.Standby })
        {
            var told = await member.TryAsync("validate");
            var rows = told
                .Output.Split('\n')
                .Where(row => row.Contains("database:", StringComparison.Ordinal))
                .ToList();
            lab.Story.Expect(
                rows.Count == 6 && rows.All(row => row.StartsWith("GOOD", StringComparison.Ordinal)),
                member.Host.Name,
                "holdfast failover validate finds its database good",
                told.Output
            );
        }
    }

    private static async Task SwitchAsync(Lab lab, PairOfDatabases pair)
    {
        var (primary, before) = (pair.Now.Primary, await pair.Writer.WaitForMoreAsync());
        var aside = (await primary.StatusAsync())?.Database?.KeptAside.Count;
        await primary.SwitchOverAsync();
        pair.TakenOver();
        await pair.UntilInStepAsync();
        await pair.Writer.WaitForMoreAsync();
        await pair.ExpectNothingLostAsync();
        pair.ExpectGapBelow(before, Blink, "a planned switch");
        lab.Story.Expect(
            (await primary.StatusAsync())?.Database?.KeptAside.Count == aside,
            primary.Host.Name,
            "nothing was kept aside"
        );
    }
}
