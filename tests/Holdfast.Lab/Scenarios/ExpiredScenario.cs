using Holdfast.Lab.Apps;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>A session ends when it was said to, whoever still lives then.</summary>
internal sealed class ExpiredScenario : Scenario
{
    /// <summary>The shortest that the portal allows.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public override string Name => "expired";

    public override string Summary => "a session ends on time, also while the portal stands still";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        await world.Server.CommandAsync("setting", "set", "session-expiry", "1m");
        await world.Server.AddUserAsync("anna", World.Password);
        await using var app = new EduVpnApp(await world.ClientAsync("anna"), world.Server.Address);
        await app.SignInAsync("anna", World.Password);
        await using var tunnel = await AppTunnel.ConnectAsync(app, (await app.InfoAsync()).Single());
        await using var probe = await Probe.StartAsync(app.Host, world.Inside.Address4, Soon);
        var left = tunnel.Configuration.Expires - TimeProvider.System.GetUtcNow();
        var end = lab.Story.Elapsed + left;
        lab.Story.Tell("anna", $"is connected, and has {left.TotalSeconds:0.0} s left");

        lab.Story.Chapter("The portal stands still before the end");
        world.Server.Program!.Process?.Send(Signal.Stop);
        world.Server.PortalProcess?.Send(Signal.Stop);
        await Wait.UntilAsync("the end", Life + Soon, () => probe.Statistics.LongestGap.TotalSeconds > 2);
        world.Server.Program.Thaw();
        world.Server.PortalProcess?.Send(Signal.Continue);
        var late = probe.Statistics.GapBegan - end;
        lab.Story.Expect(
            late.TotalSeconds is > -2 and < 2,
            "anna",
            $"was cut off {late.TotalMilliseconds:0} ms from the end that was promised"
        );
    }
}
