using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>VpnCloud's worked example of high availability, and what else happens to the server that answers.</summary>
internal sealed class MeshScenario : Scenario
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>What it takes is for the benchmark to say; here a busy machine may take three times as long.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(1.5);

    /// <summary>An answer that takes longer is lost.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Pings, one each 5 ms, whose answers may be on their way when the client moves: WireGuard takes an address from one host only. On a
    /// busy machine the way lasts long.
    /// </summary>
    private const int OnTheWay = 30;

    private static readonly TimeSpan Freeze = TimeSpan.FromSeconds(3);

    public override string Name => "mesh";

    public override string Summary =>
        "two hosts share an address without a portal; the one that answers is drained, killed, frozen, unplugged, made mute";

    public override async Task PlayAsync(Lab lab)
    {
        lab.Story.Chapter("The worked example: two servers with 10.0.0.1, and a client");
        await using var webs = new Webs();
        var trio = lab.Own(
            await MeshTrio.StartAsync(
                lab,
                webs.Serve,
                "--check",
                $"tcp:127.0.0.1:{Webs.Port}",
                "--check-interval",
                "500ms",
                "--metrics",
                "127.0.0.1:9321",
                "--hook",
                "echo $1 $2 >> /run/told",
                "--ifup",
                "ip -brief address show dev $IFNAME > /run/up",
                "--ifdown",
                "rm /run/up"
            )
        );
        webs.Client = trio.Client.Host;
        var (holder, standby) = await trio.SettleAsync();
        lab.Story.Expect(holder == trio.Servers[0], holder.Host.Name, "was there first, and carries 10.0.0.1");
        await webs.ExpectAsync(lab, holder);
        await using var probe = await Probe.PingAsync(trio.Client.Host, MeshTrio.Shared, Soon);

        lab.Story.Chapter("The server that answers is drained: nothing is lost");
        probe.Reset();
        lab.Story.Expect((await holder.TryAsync("drain")).Succeeded, holder.Host.Name, "holdfast mesh drain");
        await trio.WaitForHolderAsync(standby);
        var lost = await probe.CountLostAsync(Late);
        lab.Story.Expect(lost <= OnTheWay, standby.Host.Name, $"answers, and of 200 pings a second {lost} are lost");
        await webs.ExpectAsync(lab, standby);
        await holder.TryAsync("resume");
        (holder, standby) = await trio.SettleAsync();

        lab.Story.Chapter("The server that answers is stopped: nothing is lost");
        probe.Reset();
        await holder.StopAsync();
        await trio.WaitForHolderAsync(standby);
        lost = await probe.CountLostAsync(Late);
        lab.Story.Expect(lost <= OnTheWay, standby.Host.Name, $"answers, and of 200 pings a second {lost} are lost");
        await holder.StartAsync();
        (holder, standby) = await trio.SettleAsync();

        lab.Story.Chapter("Its service ends while its host lives: it loses the claim");
        await webs.StopAsync(holder.Host);
        await trio.WaitForHolderAsync(standby);
        await webs.ExpectAsync(lab, standby);
        (holder, standby) = (standby, holder);
        webs.Serve(standby.Host);
        await ExpectStaysAsync(lab, trio, holder);

        lab.Story.Chapter("The server that answers gets kill -9; its tunnel goes on until the client has moved");
        probe.Reset();
        await holder.KillAsync();
        (holder, standby) = await TakenOverAsync(lab, trio, webs, probe, holder, standby);
        await standby.StartAsync();
        await ExpectStaysAsync(lab, trio, holder);

        lab.Story.Chapter("All of it dies, and comes back a second later");
        probe.Reset();
        await holder.DieAsync();
        (holder, standby) = await TakenOverAsync(lab, trio, webs, probe, holder, standby);
        await standby.StartAsync();
        await ExpectStaysAsync(lab, trio, holder);

        lab.Story.Chapter("It freezes for three seconds");
        probe.Reset();
        var thawsAt = lab.Story.Elapsed + Freeze;
        holder.Freeze();
        (holder, standby) = await TakenOverAsync(lab, trio, webs, probe, holder, standby);
        await Wait.UntilAsync("the fault to have lasted", Soon, () => lab.Story.Elapsed >= thawsAt);
        standby.Thaw();
        await ExpectStaysAsync(lab, trio, holder);

        lab.Story.Chapter("Its cable is pulled");
        probe.Reset();
        await holder.Host.LinkTo(trio.Network).DownAsync();
        (holder, standby) = await TakenOverAsync(lab, trio, webs, probe, holder, standby);
        await standby.Host.LinkTo(trio.Network).UpAsync();
        await trio.SettleAsync();

        lab.Story.Chapter("It hears all, and nobody hears it");
        (holder, standby) = await trio.SettleAsync();
        probe.Reset();
        await holder.Host.BlockAsync("udp sport 3210-3211");
        (holder, standby) = await TakenOverAsync(lab, trio, webs, probe, holder, standby);
        await standby.Host.UnblockAsync();
        await trio.SettleAsync();

        lab.Story.Chapter("What programs are told: each server has carried the address");
        foreach (var server in trio.Servers)
        {
            await ExpectToldAsync(lab, server, "cat /run/up", "10.0.0.1/24");
            await ExpectToldAsync(lab, server, "cat /run/told", "carries 10.0.0.1/32");
            await ExpectToldAsync(lab, server, "cat /run/told", "yields 10.0.0.1/32");
            await ExpectToldAsync(
                lab,
                server,
                "curl -s http://127.0.0.1:9321/metrics",
                "holdfast_mesh_carries{prefix=\"10.0.0.1/32\"}"
            );
            await ExpectToldAsync(lab, server, "curl -s http://127.0.0.1:9321/readyz", "good mesh");
        }

        lab.Story.Chapter("Bad commands are refused, with the reason");
        await ExpectRefusedAsync(
            lab,
            holder,
            "HF-2508",
            "mesh",
            "withdraw",
            "10.9.9.9",
            "--home",
            Path.Combine(lab.Folder, holder.Host.Name)
        );
        await ExpectRefusedAsync(
            lab,
            holder,
            "HF-2504",
            "mesh",
            "--ip",
            "10.0.0.300",
            "--peer-timeout",
            "1",
            "--keepalive",
            "2s"
        );
        await ExpectRefusedAsync(
            lab,
            holder,
            "HF-2502",
            "mesh",
            "--password",
            "S",
            "--home",
            Path.Combine(lab.Folder, holder.Host.Name)
        );

        lab.Story.Chapter("The end: who stops leaves nothing behind");
        await trio.DisposeAsync();
        foreach (var host in trio.Servers.Append(trio.Client))
        {
            var links = await host.Host.RunAsync("ip", "-brief", "link");
            lab.Story.Expect(
                !links.Contains("mesh0", StringComparison.Ordinal),
                host.Host.Name,
                "has no device any more"
            );
            var up = await host.Host.TryRunAsync("test", "-e", "/run/up");
            lab.Story.Expect(!up.Succeeded, host.Host.Name, "has no trace of --ifup");
        }
    }

    /// <returns>Who carries the address now, and who did.</returns>
    private static async Task<(MeshHost Holder, MeshHost Standby)> TakenOverAsync(
        Lab lab,
        MeshTrio trio,
        Webs webs,
        Probe probe,
        MeshHost before,
        MeshHost after
    )
    {
        await trio.WaitForHolderAsync(after);
        var statistics = await probe.WaitForAnswerAsync(Soon);
        lab.Story.Expect(
            statistics.LongestGap < Bearable,
            after.Host.Name,
            $"answers, after {statistics.LongestGap.TotalMilliseconds:0} ms"
        );
        await webs.ExpectAsync(lab, after);
        return (after, before);
    }

    private static async Task ExpectStaysAsync(Lab lab, MeshTrio trio, MeshHost holder)
    {
        var (now, _) = await trio.SettleAsync();
        lab.Story.Expect(now == holder, holder.Host.Name, "keeps the address when the other is back, and all agree");
    }

    /// <summary>Hooks run beside, and figures are a second old.</summary>
    private static async Task ExpectToldAsync(Lab lab, MeshHost at, string command, string wanted)
    {
        await Wait.UntilAsync(
            $"{command} on {at.Host.Name} to say {wanted}",
            Soon,
            async () =>
                (await at.Host.TryRunAsync("bash", "-c", command)).Output.Contains(wanted, StringComparison.Ordinal)
        );
        lab.Story.Good(at.Host.Name, $"{command}: {wanted}");
    }

    private static async Task ExpectRefusedAsync(Lab lab, MeshHost at, string id, params string[] command)
    {
        var told = await at.Host.TryRunAsync([Checkout.Holdfast, .. command]);
        lab.Story.Expect(
            !told.Succeeded && told.Error.Contains(id, StringComparison.Ordinal),
            at.Host.Name,
            $"holdfast {string.Join(' ', command.Take(2))}: {id}",
            told.Output + told.Error
        );
    }

    /// <summary>What the page of VpnCloud does with socat: each server says who it is.</summary>
    private sealed class Webs : IAsyncDisposable
    {
        public const int Port = 8080;
        private readonly Dictionary<Host, RunningProgram> _programs = [];

        public Host? Client { get; set; }

        public void Serve(Host server) =>
            _programs[server] = server.Start(
                "socat",
                ["socat", $"TCP-LISTEN:{Port},reuseaddr,fork", $"SYSTEM:echo {server.Name}"]
            );

        public Task StopAsync(Host server)
        {
            server.Story.Fault(server.Name, "socat ends");
            return _programs[server].StopAsync(Soon);
        }

        public async Task ExpectAsync(Lab lab, MeshHost server)
        {
            var said = await AskAsync();
            lab.Story.Expect(said == server.Host.Name, server.Host.Name, $"socat at 10.0.0.1 says: {said}");
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var program in _programs.Values.Where(program => !program.HasEnded))
            {
                await program.StopAsync(Soon);
            }
        }

        private async Task<string> AskAsync()
        {
            var told = await Client!.TryRunAsync("socat", "-T", "3", "-", $"TCP:10.0.0.1:{Port},connect-timeout=3");
            return told.Output.Trim();
        }
    }
}
