using System.Net;
using Holdfast.Lab.Scenarios.Parts;

namespace Holdfast.Lab.Scenarios;

/// <summary>Two machines that keep a database do not hear each other for a minute, while people write on both sides.</summary>
/// <remarks>Played by hand; <see cref="DatabasePairScenario"/>, which is a test, plays the same with seconds.</remarks>
internal sealed class PartedPairScenario : Scenario
{
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    /// <summary>Of the priorities: each member is once the one that loses.</summary>
    private const int BothOrders = 2;

    private static readonly IPAddress Address = IPAddress.Parse("10.77.0.100");

    public override string Name => "pair-parted";

    public override string Summary =>
        "two machines that keep a database are apart for a minute, and both write: the higher epoch stays, the other's writes are kept aside (3 minutes)";

    public override async Task PlayAsync(Lab lab)
    {
        var outside = await lab.NetworkAsync("outside", "10.77.0.0/24", "fd77::/64");
        var (alpha, beta) = (await lab.HostAsync("alpha", outside), await lab.HostAsync("beta", outside));
        var client = await lab.HostAsync("client", outside);
        var pair = await PairOfDatabases.StartAsync(lab, client, [alpha, beta], outside, Address);
        for (var order = 0; order < BothOrders; order++)
        {
            var (primary, standby) = pair.Now;
            lab.Story.Chapter($"{primary.Host.Name} leads, and for a minute neither hears the other; both write");
            await pair.CutAndHealAsync(primary, standby, Apart);
            pair.TakenOver();
            await pair.UntilInStepAsync();
        }

        var last = await pair.Writer.WaitForMoreAsync();
        lab.Story.Good(pair.Now.Primary.Host.Name, $"row {last} is written, and all is in step again");
        await pair.Writer.StopAsync();
    }
}
