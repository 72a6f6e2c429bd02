using System.Net;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Routers;
using Holdfast.Lab.Scenarios.Parts;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios;

/// <summary>A member of ours and Debian's keepalived, which knows RFC 9568 and nothing of ours.</summary>
internal sealed class KeepalivedScenario : Scenario
{
    /// <summary>A tenth of them would be enough to make somebody change a role.</summary>
    private const int ManyPackets = 20;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private static readonly IPAddress Shared4 = IPAddress.Parse("10.77.0.100");
    private static readonly IPAddress Shared6 = IPAddress.Parse("fd77::100");
    private static readonly IPAddress SharedLocal = IPAddress.Parse("fe80::100");
    private static readonly IPAddress Foreign = IPAddress.Parse("10.77.0.200");

    public override string Name => "keepalived";

    public override string Summary =>
        "a member and keepalived share an address: multicast, unicast, IPv6; and one that authenticates names keepalived and ucarp, and ignores them";

    public override async Task PlayAsync(Lab lab)
    {
        var outside = await lab.NetworkAsync("outside", "10.77.0.0/24", "fd77::/64");
        var (ours, theirs) = (await lab.HostAsync("ours", outside), await lab.HostAsync("theirs", outside));
        var client = await lab.HostAsync("client", outside);
        var four = new FailoverGroup([ours, theirs], [outside], [new(outside, Shared4)])
        {
            Authentication = "off",
            Checksum = "pseudo-header",
        };
        var locals = new Dictionary<string, IPAddress>
        {
            [ours.Name] = await ours.LocalAddressAsync(outside),
            [theirs.Name] = await theirs.LocalAddressAsync(outside),
        };
        var six = four with { Addresses = [new(outside, SharedLocal), new(outside, Shared6)], Sources = locals };

        await PlayAsync(lab, "IPv4 multicast", four, client);
        await PlayAsync(lab, "IPv4 unicast", four with { Carrier = "unicast" }, client);
        await PlayAsync(lab, "IPv6 multicast", six, client);
        await PlayForeignAsync(lab, four with { Authentication = "enforce" }, theirs, outside);
        await PlayCarpAsync(lab, four with { Authentication = "enforce" }, theirs, outside);
    }

    private static async Task PlayAsync(Lab lab, string way, FailoverGroup group, Host client)
    {
        lab.Story.Chapter($"{way}: ours is active, keepalived listens");
        await using var rivals = await Rivals.StartAsync(lab, way.Replace(' ', '-'), group, client);
        await rivals.ExpectOursAsync();
        await PlayOursEndsAsync(lab, way, rivals);
        await PlayTheirCableAsync(lab, way, rivals);

        // Of equal priorities, the greater address stays.
        var (our, their) = (group.SourceOf(group.Members[0]), group.SourceOf(group.Members[1]));
        var isOursGreater = our.GetAddressBytes().AsSpan().SequenceCompareTo(their.GetAddressBytes()) > 0;
        await PlayPartedAsync(lab, $"{way}: keepalived has the lower priority", rivals, Rivals.OurPriority - 1, true);
        await PlayPartedAsync(lab, $"{way}: they have the same priority", rivals, Rivals.OurPriority, isOursGreater);
        await PlayPartedAsync(lab, $"{way}: keepalived has the higher priority", rivals, Rivals.OurPriority + 1, false);
        await PlayOurCableAsync(lab, way, rivals);
    }

    /// <summary>Ours ends in every way. Begins with ours active, ends with theirs.</summary>
    private static async Task PlayOursEndsAsync(Lab lab, string way, Rivals rivals)
    {
        lab.Story.Chapter($"{way}: ours is stopped, and comes back");
        await rivals.Ours.StopAsync();
        await rivals.ExpectTheirsAsync();
        await rivals.Ours.StartAsync();
        await rivals.ExpectTheirsAsync();

        lab.Story.Chapter($"{way}: keepalived gets SIGTERM, and comes back with a higher priority");
        await rivals.RestartTheirsAsync(Rivals.OurPriority + 1);

        lab.Story.Chapter($"{way}: ours is killed, and comes back");
        await rivals.Ours.KillAsync();
        await rivals.ExpectTheirsAsync();
        await rivals.Ours.StartAsync();
        await rivals.ExpectTheirsAsync();
    }

    /// <summary>Begins with theirs active, ends with ours, although theirs has the higher priority.</summary>
    private static async Task PlayTheirCableAsync(Lab lab, string way, Rivals rivals)
    {
        lab.Story.Chapter($"{way}: the cable of keepalived is pulled, and put back");
        await rivals.TheirLink.DownAsync();
        await rivals.Theirs.WaitUntilAsync("FAULT");
        await rivals.ExpectOursAsync();
        await rivals.TheirLink.UpAsync();
        await rivals.Theirs.WaitUntilAsync("BACKUP");
        await rivals.ExpectOursAsync();
    }

    /// <summary>They cannot hear each other, then they can.</summary>
    private static async Task PlayPartedAsync(Lab lab, string what, Rivals rivals, int priority, bool isOurs)
    {
        lab.Story.Chapter($"{what}: cut from each other, and healed");
        await rivals.RestartTheirsAsync(priority);
        await rivals.OurLink.DropSilentlyAsync();
        await rivals.ExpectBothAsync();
        await rivals.OurLink.CarryAgainAsync();
        await (isOurs ? rivals.ExpectOursAsync() : rivals.ExpectTheirsAsync());
    }

    /// <summary>With the higher priority, so that it does not give the addresses back.</summary>
    private static async Task PlayOurCableAsync(Lab lab, string way, Rivals rivals)
    {
        lab.Story.Chapter($"{way}: the cable of ours is pulled, and put back");
        await rivals.RestartTheirsAsync(Rivals.OurPriority + 1);
        await rivals.OurLink.DownAsync();
        await rivals.Theirs.WaitUntilAsync("MASTER");
        await rivals.OurLink.UpAsync();
        await rivals.ExpectTheirsAsync();
    }

    private static async Task PlayForeignAsync(Lab lab, FailoverGroup group, Host host, Network network)
    {
        lab.Story.Chapter("A member that authenticates, and a stranger's keepalived with the same VRID");
        await using var foreign = new Keepalived(host, Path.Combine(lab.Folder, "foreign"));
        // Each packet that keepalived 2.2.7 refuses puts off its own next one, so at our interval it would be silent.
        var instance = new KeepalivedInstance(network, FailoverGroup.Vrid, 254, [Foreign]) { Interval = "0.03" };
        await foreign.StartAsync(instance);
        await foreign.WaitUntilAsync("MASTER");
        await using var member = await FailoverMember.StartAsync(
            group.Members[0],
            Path.Combine(lab.Folder, "enforcing"),
            group
        );
        await member.WaitUntilActiveAsync();
        lab.Story.Good(member.Host.Name, "becomes active, although a stranger advertises");

        var before = (await member.StatusAsync())!;
        await Wait.UntilAsync("many refusals", Soon, async () => await PlainAsync(member) >= ManyPackets);
        await foreign.StopAsync();
        var after = (await member.StatusAsync())!;
        lab.Story.Expect(
            after.Role == "active" && after.Epoch == before.Epoch && after.History.SequenceEqual(before.History),
            member.Host.Name,
            $"has not changed its role, and refused {await PlainAsync(member)} packets as Plain"
        );
        await ExpectStrangerAsync(lab, member);
    }

    /// <summary>CARP is another protocol with the same number and the same Ethernet addresses.</summary>
    private static async Task PlayCarpAsync(Lab lab, FailoverGroup group, Host host, Network network)
    {
        lab.Story.Chapter("A stranger's ucarp with the same number");
        await using var member = await FailoverMember.StartAsync(
            group.Members[0],
            Path.Combine(lab.Folder, "beside-carp"),
            group
        );
        await member.WaitUntilActiveAsync();
        string[] itself =
        [
            "-i",
            network.Name,
            "-s",
            $"{host.Address4}",
            "-v",
            $"{FailoverGroup.Vrid}",
            "-a",
            $"{Foreign}",
        ];
        await using var ucarp = host.Start("ucarp", ["ucarp", .. itself, "-p", "secret", "-b", "1", "-n"]);
        await Wait.UntilAsync("its frames", Soon, async () => await RefusedAsync(member, "Carp") > 0);
        await ExpectStrangerAsync(lab, member);
        lab.Story.Expect(await member.IsActiveAsync(), member.Host.Name, "is active all the same");
        await ucarp.StopAsync(Soon);
    }

    private static async Task ExpectStrangerAsync(Lab lab, FailoverMember member)
    {
        var told = await member.TryAsync("validate");
        lab.Story.Expect(
            told.Output.Split('\n')
                .Any(line =>
                    line.StartsWith("BAD", StringComparison.Ordinal)
                    && line.Contains("HF-2043", StringComparison.Ordinal)
                ),
            member.Host.Name,
            "validate: BAD, somebody else speaks for this unit",
            told.Output + told.Error
        );
    }

    private static Task<long> PlainAsync(FailoverMember member) => RefusedAsync(member, "Plain");

    private static async Task<long> RefusedAsync(FailoverMember member, string why) =>
        (await member.StatusAsync())?.Refused.GetValueOrDefault(why) ?? 0;
}
