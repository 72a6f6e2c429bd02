using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Scenarios;

/// <summary>A configuration is handed out only when it works, whatever dies meanwhile.</summary>
internal sealed class NodeKilledScenario : Scenario
{
    private const int Apps = 100;

    /// <summary>After so many answers.</summary>
    private const int KillAfter = 20;

    private const string WireGuardOnly = AppConfiguration.WireGuard;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    public override string Name => "node-killed";

    public override string Summary =>
        "the node is killed during 100 connects: what was answered works, and all is there after a restart";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        var host = await world.ClientAsync("apps");
        var apps = await SignInAsync(world, host);

        lab.Story.Chapter($"{Apps} apps connect, and the node is killed among them");
        var node = world.Server.NodeProcess ?? throw new LabException("There is no node process.");
        var count = 0;
        var calls = apps.Select(async app =>
        {
            var configuration = await ConnectAsync(app, world.Server.Profile);
            if (Interlocked.Increment(ref count) == KillAfter)
            {
                node.Send(Signal.Kill);
                lab.Story.Fault("server", $"the node process gets SIGKILL after {KillAfter} answers");
            }

            return configuration;
        });
        var answered = (await Task.WhenAll(calls)).OfType<AppConfiguration>().ToList();
        lab.Story.Tell(
            "apps",
            $"{answered.Count} were answered with a configuration, {Apps - answered.Count} with an error"
        );
        lab.Story.Expect(answered.Count >= KillAfter, "apps", "some got a configuration");
        var check = await HandshakeCheck.MakeAsync(host);
        await ExpectAllWorkAsync(lab, check, answered);

        lab.Story.Chapter("The machine is started anew, and only the node comes up");
        await world.Server.KillAllAsync();
        await world.Server.Host.ScriptAsync("for p in $(pgrep 'wireguard-go|openvpn'); do kill -9 $p; done; sleep 0.2");
        world.Server.StartNodeAlone();
        await ExpectAllWorkAsync(lab, check, answered);
        await world.Server.Host.ScriptAsync("for p in $(pgrep holdfast); do kill $p; done");
        await Wait.UntilAsync("the node to end", Soon, () => world.Server.NodeProcess is null);
    }

    /// <summary>Each app has its own authorization, so that no call replaces another's configuration.</summary>
    private static async Task<IReadOnlyList<EduVpnApp>> SignInAsync(World world, Host host)
    {
        world.Inside.Story.Chapter($"{Apps} apps are approved");
        var apps = new List<EduVpnApp>();
        while (apps.Count < Apps)
        {
            var user = $"user{apps.Count}";
            await world.Server.AddUserAsync(user, World.Password);
            await using var browser = new Browser(host);
            // A user has a limited number of configurations.
            for (var each = 0; each < 3 && apps.Count < Apps; each++)
            {
                var app = new EduVpnApp(host, world.Server.Address);
                await app.SignInAsync(browser, user, World.Password);
                apps.Add(app);
            }
        }

        return apps;
    }

    private static async Task<AppConfiguration?> ConnectAsync(EduVpnApp app, string profile)
    {
        try
        {
            var answer = await app.TryConnectAsync(profile, preferTcp: false, WireGuardOnly);
            return answer.Status == 200 ? AppConfiguration.From(answer, app.Keys!) : null;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task ExpectAllWorkAsync(Lab lab, HandshakeCheck check, IReadOnlyList<AppConfiguration> all)
    {
        var dead = 0;
        foreach (var configuration in all)
        {
            dead += await check.WorksAsync(configuration, Soon) ? 0 : 1;
        }

        lab.Story.Expect(dead == 0, "apps", $"all {all.Count} configurations shake hands", $"{dead} do not");
    }
}
