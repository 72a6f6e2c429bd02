using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Servers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>Two machines in networks of their own, as in a cloud: what moves the address is a call to the router between them.</summary>
internal sealed class FailoverApartScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>The hook is called again after two seconds. Here it only must not be for ever.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(15);

    private static readonly IPAddress Virtual = IPAddress.Parse("203.0.113.10");

    public override string Name => "failover-apart";

    public override string Summary =>
        "two machines with a router between them share an address: a hook moves it, also when the cloud refuses at first";

    public override async Task PlayAsync(Lab lab)
    {
        var east = await lab.NetworkAsync("east", "10.1.0.0/24", "fd01::/64");
        var west = await lab.NetworkAsync("west", "10.2.0.0/24", "fd02::/64");
        var home = await lab.NetworkAsync("home", "10.3.0.0/24", "fd03::/64");
        var router = await lab.HostAsync("router", east, west, home);
        await router.RunAsync("sysctl", "-qw", "net.ipv4.ip_forward=1");
        var alpha = await BehindAsync(lab, "alpha", router, east);
        var beta = await BehindAsync(lab, "beta", router, west);
        var client = await BehindAsync(lab, "client", router, home);
        var cloud = lab.Own(RouteServer.Start(router));
        var group = new FailoverGroup([alpha, beta], [east], [new(east, Virtual)])
        {
            Carrier = "udp",
            IsApart = true,
            Hook = await HookAsync(lab),
        };

        lab.Story.Chapter("Two machines agree on one, and the router sends it the address");
        var (active, standby) = await (await TwoMembers.StartAsync(lab, group)).AgreeAsync();
        await using var probe = await Probe.PingAsync(client, Virtual, Soon);
        var good = await active.TryAsync("validate");
        lab.Story.Expect(good.Succeeded, active.Host.Name, "validate: all GOOD", good.Output);

        lab.Story.Chapter("A planned switch over");
        await active.SwitchOverAsync();
        (active, standby) = await TakenOverAsync(lab, probe, active, standby);
        await standby.WaitUntilStandbyAsync();

        lab.Story.Chapter("The active one is unplugged, and the cloud refuses for a while");
        cloud.IsOut = true;
        await active.Host.Links[0].DownAsync();
        await standby.WaitUntilActiveAsync();
        await Wait.UntilAsync(
            "the history to tell what the hook says",
            Soon,
            async () =>
                await standby.StatusAsync() is { } view
                && view.History.Any(what => what.Contains("503", StringComparison.Ordinal))
        );
        lab.Story.Good(standby.Host.Name, "tells what the cloud said");
        cloud.IsOut = false;
        (active, standby) = await TakenOverAsync(lab, probe, active, standby);
        await standby.Host.Links[0].UpAsync();
        await DefaultAsync(standby.Host, router);
        await standby.WaitUntilStandbyAsync();
        lab.Story.Expect(await active.IsActiveAsync(), active.Host.Name, "keeps the address when the other is back");
    }

    private static async Task<Host> BehindAsync(Lab lab, string name, Host router, Network network)
    {
        var host = await lab.HostAsync(name, network);
        await DefaultAsync(host, router);
        return host;
    }

    /// <summary>A cable that is pulled takes its routes along.</summary>
    private static Task DefaultAsync(Host host, Host router) =>
        host.RunAsync("ip", "route", "replace", "default", "via", $"{router.LinkTo(host.Links[0].Network).Address4}");

    /// <summary>What the administrator of such a network would write.</summary>
    private static async Task<string> HookAsync(Lab lab)
    {
        var file = Path.Combine(lab.Folder, "move-address");
        await File.WriteAllTextAsync(
            file,
            """
            #!/bin/sh
            [ "$1" = active ] || exit 0
            shift 3
            router=$(ip route show default | cut -d' ' -f3)
            for address; do
              curl --silent --show-error --fail --max-time 2 --request PUT "http://$router/$address" || exit
            done

            """
        );
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return file;
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
        lab.Story.Expect(
            statistics.LongestGap < Bearable,
            after.Host.Name,
            $"has the address, which answers after {statistics.LongestGap.TotalMilliseconds:0} ms"
        );
        probe.Reset();
        return (after, before);
    }
}
