using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Lab.Apps;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Holdfasts;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Networks;
using Holdfast.Lab.Waiting;

namespace Holdfast.Lab.Scenarios.Parts;

/// <summary>Two nodes that share a profile with two virtual addresses: each can be active for one.</summary>
internal sealed class DividedPair
{
    public const int SecondPort = 51_821;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly IPAddress OtherOutside = IPAddress.Parse("198.51.100.201");
    private static readonly IPAddress OtherInside = IPAddress.Parse("10.10.0.201");

    private DividedPair(TwoPortals portals, IReadOnlyList<FailoverMember> members) =>
        (Portals, Members) = (portals, members);

    public TwoPortals Portals { get; }

    public IReadOnlyList<FailoverMember> Members { get; }

    /// <summary>To which the clients of a unit speak.</summary>
    public static IPAddress OutsideOf(int vrid) => vrid == FailoverGroup.Vrid ? SharedPair.Outside4 : OtherOutside;

    public static async Task<DividedPair> BuildAsync(Lab lab)
    {
        var portals = await TwoPortals.BuildAsync(lab);
        var second = await portals.AddNodeAsync("node2");
        lab.Story.Chapter("Two nodes share two addresses");
        var (outside, inside) = (second.Links[0].Network, second.Links[1].Network);
        var group = new FailoverGroup(
            [portals.Node, second],
            [outside, inside],
            [new(outside, SharedPair.Outside4), new(inside, SharedPair.Inside4)]
        )
        {
            SecondAddresses = [new(outside, OtherOutside), new(inside, OtherInside)],
            HasSecondPath = true,
        };
        List<FailoverMember> members = [];
        foreach (var node in group.Members)
        {
            var home = Path.Combine(portals.Home(node), "failover");
            members.Add(lab.Own(await FailoverMember.StartAsync(node, home, group)));
        }

        var pair = new DividedPair(portals, members);
        await pair.DivideAsync();
        return pair;
    }

    /// <summary>The one that has the addresses of a unit, as soon as the other is ready to follow.</summary>
    public async Task<FailoverMember> ActiveAsync(int vrid)
    {
        FailoverMember? active = null;
        await Wait.UntilAsync(
            $"one to be active for unit {vrid} and the other to be ready",
            Patience,
            async () =>
            {
                var views = await Task.WhenAll(Members.Select(member => member.LookAsync()));
                var roles = views.Select(view => view?.Roles.GetValueOrDefault(vrid)).ToList();
                active = roles.IndexOf("active") is var at and >= 0 ? Members[at] : null;
                return active is not null && roles.Count(role => role == "standby") == 1;
            }
        );
        return active!;
    }

    public FailoverMember Other(FailoverMember member) => Members.Single(one => one != member);

    /// <summary>A planned switch of one unit.</summary>
    public async Task SwitchAsync(int vrid)
    {
        var active = await ActiveAsync(vrid);
        active.Host.Story.Tell(active.Host.Name, $"holdfast failover switch --unit {vrid}");
        await Wait.UntilAsync(
            "a switch",
            Patience,
            async () => (await active.TryAsync("switch", "--unit", $"{vrid}")).Succeeded
        );
        await UntilActiveAsync(Other(active), vrid);
    }

    public static Task UntilActiveAsync(FailoverMember member, int vrid) =>
        Wait.UntilAsync(
            $"{member.Host.Name} to be active for unit {vrid}",
            Patience,
            async () => await member.LookAsync() is { } view && view.Roles.GetValueOrDefault(vrid) == "active"
        );

    /// <returns>The client, and the unit at which the portal put it.</returns>
    public async Task<(StockWireGuard Client, int Vrid)> ConnectAsync(string user, Host client)
    {
        var app = Portals.Lab.Own(await Portals.SignInAsync(user, client));
        var configuration = await app.ConnectAsync(TwoPortals.Profile, preferTcp: false, AppConfiguration.WireGuard);
        var vrid = configuration.TextWithKey.Contains($"{OtherOutside}:{SecondPort}", StringComparison.Ordinal)
            ? FailoverGroup.SecondVrid
            : FailoverGroup.Vrid;
        return (await StockWireGuard.UpAsync(client, configuration.TextWithKey), vrid);
    }

    /// <summary>The upper half of the pool goes to the second address.</summary>
    private async Task DivideAsync()
    {
        var first = Portals.First;
        var set = JsonNode.Parse(await Portals.CommandAsync(first, "profile", "export"))!;
        var profile = (set is JsonArray all ? all : set["items"]!.AsArray())[0]!.AsObject();
        profile["placement"] = "shared";
        profile["unit"] = FailoverGroup.Vrid;
        profile["hostName"] = $"{SharedPair.Outside4}";
        profile["furtherUnits"] = new JsonArray(
            new JsonObject
            {
                ["unit"] = FailoverGroup.SecondVrid,
                ["hostName"] = $"{OtherOutside}",
                ["port"] = SecondPort,
            }
        );
        profile["masquerade"] = false;
        var file = Path.Combine(Portals.Home(first), "profiles.json");
        await File.WriteAllTextAsync(first.FromOutside(file), set.ToJsonString());
        await Portals.CommandAsync(first, "profile", "apply", file);
        first.Story.Tell(
            first.Name,
            $"the profile is shared: clients connect to {SharedPair.Outside4} or {OtherOutside}"
        );
        var pool = IPNetwork.Parse($"{profile["wireGuard"]!["pool4"]}");
        var bytes = pool.BaseAddress.GetAddressBytes();
        await RouteAsync($"{pool.BaseAddress}/{pool.PrefixLength + 1}", SharedPair.Inside4);
        bytes[pool.PrefixLength / 8] |= (byte)(0x80 >> (pool.PrefixLength % 8));
        await RouteAsync($"{new IPAddress(bytes)}/{pool.PrefixLength + 1}", OtherInside);
    }

    private Task RouteAsync(string pool, IPAddress gateway) =>
        Portals.Inside.RunAsync("ip", "route", "replace", pool, "via", $"{gateway}");
}
