using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Probes;
using Holdfast.Lab.Routers;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>A member of ours and a keepalived that share addresses, by the rules of RFC 9568 alone, and a client that pings.</summary>
internal sealed class Rivals : IAsyncDisposable
{
    public const int OurPriority = 200;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    /// <summary>What it takes is for the benchmark to say; here it only must not be for ever.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    private readonly Lab _lab;
    private readonly KeepalivedInstance _instance;
    private readonly Probe _probe;

    private Rivals(Lab lab, FailoverMember ours, Keepalived theirs, KeepalivedInstance instance, Probe probe) =>
        (_lab, Ours, Theirs, _instance, _probe) = (lab, ours, theirs, instance, probe);

    public FailoverMember Ours { get; }

    public Keepalived Theirs { get; }

    /// <summary>Ours is active, theirs listens.</summary>
    /// <param name="group">Its first member is ours; the client pings its last address.</param>
    /// <param name="name">Of the folders.</param>
    public static async Task<Rivals> StartAsync(Lab lab, string name, FailoverGroup group, Host client)
    {
        var (our, their) = (group.Members[0], group.Members[1]);
        var ours = await FailoverMember.StartAsync(our, Path.Combine(lab.Folder, $"{name}-ours"), group);
        await ours.WaitUntilActiveAsync();
        var (theirs, instance) = (new Keepalived(their, Path.Combine(lab.Folder, $"{name}-theirs")), InstanceOf(group));
        await theirs.StartAsync(instance);
        return new Rivals(lab, ours, theirs, instance, await Probe.PingAsync(client, instance.Addresses[^1], Soon));
    }

    public Link OurLink => Ours.Host.LinkTo(_instance.Network);

    public Link TheirLink => Theirs.Host.LinkTo(_instance.Network);

    /// <summary>Afterwards ours is active, whoever was.</summary>
    public async Task RestartTheirsAsync(int priority)
    {
        await Theirs.StopAsync();
        await ExpectOursAsync();
        await Theirs.StartAsync(_instance with { Priority = priority });
        await ExpectOursAsync();
    }

    public Task ExpectOursAsync() => ExpectAsync(Ours.Host, Theirs.Host);

    public Task ExpectTheirsAsync() => ExpectAsync(Theirs.Host, Ours.Host);

    /// <summary>Both hold the addresses.</summary>
    public async Task ExpectBothAsync()
    {
        await Wait.UntilAsync(
            "both to be active",
            Soon,
            async () => await HoldsAllAsync(Ours.Host) && await HoldsAllAsync(Theirs.Host)
        );
        _lab.Story.Good("both", "hear nobody, and are active");
    }

    public async ValueTask DisposeAsync()
    {
        await _probe.DisposeAsync();
        await Ours.DisposeAsync();
        await Theirs.DisposeAsync();
    }

    /// <summary>One alone has the addresses, and they answer.</summary>
    private async Task ExpectAsync(Host active, Host other)
    {
        await Wait.UntilAsync(
            $"{active.Name} alone to hold the addresses",
            Soon,
            async () => await HoldsAllAsync(active) && await HoldsNoneAsync(other)
        );
        var statistics = await _probe.WaitForAnswerAsync(Soon);
        _lab.Story.Expect(
            statistics.LongestGap < Bearable,
            active.Name,
            $"alone holds the addresses, which answer after {statistics.LongestGap.TotalMilliseconds:0} ms"
        );
        _probe.Reset();
    }

    private async Task<bool> HoldsAllAsync(Host host) => await CountAsync(host) == _instance.Addresses.Count;

    private async Task<bool> HoldsNoneAsync(Host host) => await CountAsync(host) == 0;

    private async Task<int> CountAsync(Host host)
    {
        var shown = await host.RunAsync("ip", "-brief", "address");
        return _instance.Addresses.Count(address => shown.Contains($" {address}/", StringComparison.Ordinal));
    }

    private static KeepalivedInstance InstanceOf(FailoverGroup group) =>
        new(group.Networks[0], FailoverGroup.Vrid, OurPriority - 1, [.. group.Addresses.Select(one => one.Address)])
        {
            Unicast =
                group.Carrier == "unicast"
                    ? (group.Members[1].Address4, group.Members[0].Address4)
                    : ((IPAddress, IPAddress)?)null,
        };
}
