using System.Net;
using System.Text.Json;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Programs;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>An administrator makes a pair of one server: with a command on the second machine, and a page.</summary>
internal sealed class FailoverPageScenario : Scenario
{
    private const string First = "node-1";
    private const string Second = "node-2";
    private static readonly IPAddress Virtual = IPAddress.Parse("198.51.100.250");
    private static readonly IPAddress VirtualInside = IPAddress.Parse("10.10.0.250");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("203.0.113.9");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    /// <summary>How long it takes is for the benchmark to say.</summary>
    private static readonly TimeSpan TakenOver = TimeSpan.FromSeconds(3);

    /// <summary>Two tests two seconds apart, and the takeover; then what a busy machine adds.</summary>
    private static readonly TimeSpan GivenUp = TimeSpan.FromSeconds(10);

    /// <summary>While a switch goes on somebody always has the address.</summary>
    private static readonly TimeSpan Blink = TimeSpan.FromSeconds(1);

    public override string Name => "failover-page";

    public override string Summary =>
        "a second machine, a virtual address, Validate, Commit on the page Failover; then a switch over, a pulled cable, and what the page says of it";

    public override async Task PlayAsync(Lab lab)
    {
        var world = await World.BuildAsync(lab);
        var machine = await JoinAsync(lab, world);
        var laptop = await world.ClientAsync("laptop");
        await using var visit = await SignInAsync(world, laptop);
        var page = new FailoverPage(visit, world.Server.Address);

        lab.Story.Chapter("An address that cannot be is refused with the reason");
        await page.SetUpAsync("Validate", Elsewhere);
        ExpectBad(lab, page, "HF-2018", $"{Elsewhere} is in no network of the machines");
        await page.SetUpAsync("Validate", laptop.Address4);
        ExpectBad(lab, page, "HF-2042", $"{laptop.Address4} is in use: the laptop has it");
        await page.SetUpAsync("Validate", world.Server.Host.Address4);
        ExpectBad(lab, page, "HF-2019", $"{world.Server.Host.Address4} is a machine's own");
        await page.SetUpAsync("Commit", laptop.Address4);
        ExpectBad(lab, page, "HF-2042", "a commit of it is refused, too");

        lab.Story.Chapter("A good one is validated and committed");
        await page.SetUpAsync("Validate", Virtual, VirtualInside);
        var rows = page.Rows();
        lab.Story.Expect(
            rows.Count > 8 && rows.All(row => row.Contains("GOOD", StringComparison.Ordinal)),
            "laptop",
            $"{rows.Count} rows, all GOOD",
            string.Join('\n', rows)
        );
        lab.Story.Expect(
            rows.Any(row => row.Contains("nothing must be reached", StringComparison.Ordinal)),
            "laptop",
            "one of them advises to name something that must be reached"
        );
        page.MustReach = laptop.Address4;
        await page.SetUpAsync("Commit", Virtual, VirtualInside);
        var shown = await page.UntilAsync(" is active", "Protected", "standby, ready");
        lab.Story.Good("laptop", "the page shows one active and the other ready");
        if (!shown.Contains($"{First} is active", StringComparison.Ordinal))
        {
            // Whoever was told first began first. The portal is on the first, which must not lose its cables later.
            await page.SwitchOverAsync();
            await page.UntilAsync($"{First} is active", "Protected");
        }

        await using var probe = await Probe.PingAsync(laptop, Virtual, Soon);

        lab.Story.Chapter("Switch over");
        probe.Reset();
        await page.SwitchOverAsync();
        await page.UntilAsync($"{Second} is active", "because switched over", "Protected");
        await ExpectGapAsync(lab, probe, Blink);

        lab.Story.Chapter("The group is changed while it is in use");
        probe.Reset();
        await page.SetUpAsync("Commit", Virtual);
        await Wait.UntilAsync(
            "the address inside to be gone",
            Soon,
            async () =>
                !(await machine.Host.RunAsync("ip", "addr")).Contains($"{VirtualInside}/", StringComparison.Ordinal)
        );
        await page.UntilAsync($"{Second} is active", "Protected");
        await ExpectGapAsync(lab, probe, Blink);

        lab.Story.Chapter("The key of heartbeats is changed");
        probe.Reset();
        await page.ChangeKeyAsync();
        await page.UntilAsync("authenticated with key 2", "Change the key", $"{Second} is active", "Protected");
        await Wait.UntilAsync(
            "the machine to have the new key alone",
            Soon,
            async () => await KeysAsync(machine.Home) is [2]
        );
        lab.Story.Good("second", "has the new key alone");
        await ExpectGapAsync(lab, probe, Blink);

        lab.Story.Chapter("The cables of the active machine are pulled");
        probe.Reset();
        await Task.WhenAll(machine.Host.Links.Select(link => link.DownAsync()));
        await page.UntilAsync($"{First} is active", "because nobody else was heard", "no standby is ready to follow");
        await ExpectGapAsync(lab, probe, TakenOver);
        await Task.WhenAll(machine.Host.Links.Select(link => link.UpAsync()));
        var said = await page.UntilAsync($"{First} is active", "Protected", "standby, ready");
        lab.Story.Expect(
            said.Contains("switched over", StringComparison.Ordinal),
            "laptop",
            "the machine is back as standby; the page has all three times somebody was active, with the reasons",
            said
        );

        lab.Story.Chapter("The agent of the active machine is killed, and keeps its configuration");
        var agent = world.Server.Host.Find("holdfast", "failover").Single();
        agent.Send(Signal.Kill);
        await page.UntilAsync($"{Second} is active", "Protected");
        lab.Story.Good("server", "was started again, knows its group, and is ready to follow");

        lab.Story.Chapter("The active machine is deaf: it is heard, and hears nothing");
        probe.Reset();
        await machine.Host.DeafenAsync();
        await page.UntilAsync($"{First} is active");
        await ExpectGapAsync(lab, probe, GivenUp);
        await machine.Host.HearAgainAsync();
        await page.UntilAsync($"{First} is active", "Protected");

        var audit = await world.Server.CommandAsync("audit", "list");
        lab.Story.Expect(
            audit.Contains("failover.commit", StringComparison.Ordinal)
                && audit.Contains("failover.switch", StringComparison.Ordinal),
            "server",
            "the audit log has the commits and the switch",
            audit
        );
    }

    /// <summary>Ids of the keys that an agent keeps.</summary>
    private static async Task<IReadOnlyList<int>> KeysAsync(string home)
    {
        var file = await File.ReadAllTextAsync(Path.Combine(home, "failover", "failover.json"));
        using var kept = JsonDocument.Parse(file);
        var keys = kept.RootElement.GetProperty("group").GetProperty("keys");
        return [.. keys.EnumerateArray().Select(key => key.GetProperty("id").GetInt32())];
    }

    private static async Task<NodeMachine> JoinAsync(Lab lab, World world)
    {
        lab.Story.Chapter("A second machine is set up as standby");
        var host = await world.MachineAsync("second");
        var machine = lab.Own(await NodeMachine.StandbyAsync(host, Path.Combine(lab.Folder, "second")));
        await world.Server.CommandAsync("node", "add", await machine.CodeAsync());
        await machine.WaitUntilEnrolledAsync(Second);
        using var nodes = new NodeList(world.Server);
        await nodes.WaitForAsync(Second, "linked", Soon);
        return machine;
    }

    private static async Task<PortalVisit> SignInAsync(World world, Host laptop)
    {
        string[] add = ["user", "add", "berta", "--role", "administrator", "--password-stdin"];
        (await world.Server.TryCommandAsync(World.Password + "\n", add)).OrThrow();
        return await PortalVisit.SignInAsync(world.Server, laptop, "berta", World.Password);
    }

    private static void ExpectBad(Lab lab, FailoverPage page, string problem, string what)
    {
        var bad = page.Rows().Where(row => row.Contains("BAD", StringComparison.Ordinal)).ToList();
        lab.Story.Expect(
            bad.Count > 0 && bad.TrueForAll(row => row.Contains(problem, StringComparison.Ordinal)),
            "laptop",
            what,
            string.Join('\n', page.Rows())
        );
    }

    private static async Task ExpectGapAsync(Lab lab, Probe probe, TimeSpan most)
    {
        var seen = await probe.WaitForAnswerAsync(Soon);
        lab.Story.Expect(
            seen.LongestGap < most,
            "laptop",
            $"{Virtual} answers on, after {seen.LongestGap.TotalMilliseconds:0} ms",
            $"{seen}"
        );
    }
}
