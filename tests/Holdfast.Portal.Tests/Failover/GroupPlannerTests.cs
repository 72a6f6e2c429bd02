using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Portal.Failover;

namespace Holdfast.Portal.Tests.Failover;

public sealed class GroupPlannerTests
{
    private static readonly Guid Id = new("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11");

    private static readonly MachineNetworks[] Machines =
    [
        new("a", [Own("eth0", "192.0.2.11", 24), Own("eth0", "2001:db8::11", 64), Own("eth1", "10.0.0.11", 16)]),
        new("b", [Own("ens3", "192.0.2.12", 24), Own("ens3", "2001:db8::12", 64), Own("ens4", "10.0.0.12", 16)]),
        new("c", [Own("eth0", "203.0.113.3", 24)]),
    ];

    [Fact]
    public void Plan_OutsideAndInside_FindsLinksAndOwnAddresses()
    {
        var group = Good(Draft(["a", "b"], ["192.0.2.10", "10.0.0.10"]));

        Assert.Equal([new GroupMember(1, "a"), new GroupMember(2, "b")], group.Members);
        Assert.Equal(51, Assert.Single(group.Units).Vrid);
        Assert.Equal(["eth0", "eth1"], group.Networks.Select(network => network.Links[1]));
        Assert.Equal(["ens3", "ens4"], group.Networks.Select(network => network.Links[2]));
        Assert.Equal(["192.0.2.12", "10.0.0.12"], group.Paths.Select(path => $"{path.Addresses[2]}"));
    }

    [Fact]
    public void Plan_BothFamiliesOfOneNetwork_AreOneNetworkWithOnePath()
    {
        var group = Good(Draft(["a", "b"], ["192.0.2.10", "2001:db8::10"]));

        Assert.Equal(2, Assert.Single(group.Networks).Addresses.Count);
        Assert.Equal("192.0.2.11", $"{Assert.Single(group.Paths).Addresses[1]}");
    }

    [Fact]
    public void Plan_IPv6Alone_HeartbeatsTravelOverItAndBeginWithALinkLocalAddress()
    {
        var group = Good(Draft(["a", "b"], ["2001:db8::10"]));

        var plan = MachinePlans.Of(group, group.Members[1], new Revision(1, 1), [new(1, "key")]);
        Assert.Equal("2001:db8::12", $"{plan.Group.Members[1].Addresses[0]}");
        Assert.Equal("ens3", plan.Local.Links["n1"]);
        Assert.Equal(
            ["2001:db8::10", "fe80::5e00:2:33"],
            plan.Group.Units[0].Addresses.Select(one => $"{one.Address}")
        );
    }

    [Fact]
    public void Plan_IPv4_HasNoLinkLocalAddress()
    {
        var group = Good(Draft(["a", "b"], ["192.0.2.10", "2001:db8::10"]));

        var plan = MachinePlans.Of(group, group.Members[0], new Revision(1, 1), [new(1, "key")]);
        Assert.Equal(2, plan.Group.Units[0].Addresses.Count);
        Assert.Equal([200, 180], plan.Group.Members.Select(member => member.Priority));
    }

    [Theory]
    [InlineData("a", "c", "192.0.2.10", "HF-2018 c")]
    [InlineData("a", "b", "192.0.2.12", "HF-2019 b")]
    [InlineData("a", "b", "172.16.0.1", "HF-2018 a")]
    [InlineData("a", "away", "192.0.2.10", "HF-2016 away")]
    public void Plan_AddressThatCannotBe_IsBadOnThatMachine(string first, string second, string address, string bad)
    {
        var (group, rows) = Plan(Draft([first, second], [address]), existing: null);

        Assert.Null(group);
        Assert.Contains(bad, rows.Where(row => !row.IsGood).Select(row => $"{row.Row.Problem} {row.Node}"));
    }

    [Fact]
    public void Plan_UnitsWithoutACommonFamily_HeartbeatsHaveNoWay()
    {
        var draft = new GroupDraft { Nodes = ["a", "b"], Units = [Unit("192.0.2.10"), Unit("2001:db8::10")] };

        var (group, rows) = Plan(draft, existing: null);

        Assert.Null(group);
        Assert.Contains(rows, row => row.Row.Problem == "HF-2021");
    }

    [Fact]
    public void Plan_LinkIsNamed_IsTaken()
    {
        var draft = Draft(["a", "b"], ["172.16.0.1"]) with
        {
            Options = new()
            {
                Links =
                [
                    new("a", IPAddress.Parse("172.16.0.1"), "eth1"),
                    new("b", IPAddress.Parse("172.16.0.1"), "ens4"),
                ],
            },
        };

        Assert.Equal("ens4", Good(draft).Networks[0].Links[2]);
    }

    [Fact]
    public void Plan_Changed_IdsStay()
    {
        var before = Good(Draft(["a", "b"], ["192.0.2.10"]));
        var draft = new GroupDraft { Nodes = ["b", "a"], Units = [Unit("10.0.0.10"), Unit("192.0.2.10")] };

        var (after, _) = Plan(draft, before);

        Assert.Equal((before.Id, 2), (after!.Id, after.LastMember));
        Assert.Equal([new GroupMember(2, "b"), new GroupMember(1, "a")], after.Members);
        Assert.Equal([52, 51], after.Units.Select(unit => unit.Vrid));
    }

    [Fact]
    public void Plan_AMemberLeftAndAnotherCame_GetsAnIdThatNobodyHad()
    {
        var before = Good(Draft(["a", "b"], ["192.0.2.10"])) with { Members = [new(1, "a")] };

        Assert.Equal(3, Plan(Draft(["a", "b"], ["192.0.2.10"]), before).Group!.Members[1].Id);
    }

    [Fact]
    public void Plan_AMemberIsAway_GoesOnWhereItWas()
    {
        var before = Good(Draft(["a", "b"], ["192.0.2.10"]));
        var draft = Draft(["a", "b"], ["192.0.2.10"]);

        var (group, _) = new GroupPlanner(draft, before, [Machines[0], new("b", Networks: null)]).Plan(Id);

        Assert.Equal("ens3", group!.Networks[0].Links[2]);
        Assert.Equal("192.0.2.12", $"{group.Paths[0].Addresses[2]}");
    }

    public static TheoryData<GroupDraft, string> Mistakes =>
        new()
        {
            { Draft(["a"], ["192.0.2.10"]), "HF-2015 nodes" },
            { Draft(["a", "a"], ["192.0.2.10"]), "HF-2015 nodes" },
            {
                new() { Nodes = ["a", "b"], Units = [] },
                "HF-2091 units"
            },
            { Draft(["a", "b"], []), "HF-2020 units[0]" },
            { Draft(["a", "b"], ["192.0.2.10", "192.0.2.10"]), "HF-2020 units[0]" },
            { Draft(["a", "b"], ["127.0.0.1"]), "HF-2020 units[0]" },
            { Draft(["a", "b"], ["224.0.0.18"]), "HF-2020 units[0]" },
            { Draft(["a", "b"], ["ff02::1"]), "HF-2020 units[0]" },
            { Draft(["a", "b"], ["0.0.0.0"]), "HF-2020 units[0]" },
            {
                new() { Nodes = ["a", "b"], Units = [Unit("192.0.2.10") with { Vrid = 256 }] },
                "HF-2091 units"
            },
            {
                Draft(["a", "b"], ["192.0.2.10"]) with
                {
                    Options = new() { IntervalMilliseconds = 15 },
                },
                "HF-2092 intervalMilliseconds"
            },
            {
                Draft(["a", "b"], ["192.0.2.10"]) with
                {
                    Options = new() { Witness = new(IPAddress.Loopback, 0) },
                },
                "HF-2092 witness"
            },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Check_Mistake_IsSaidAtItsPlace(GroupDraft draft, string problem) =>
        Assert.Contains(problem, GroupDraftRules.Check(draft).Select(one => $"{one.Id} {one.Where}"));

    private static CommittedGroup Good(GroupDraft draft)
    {
        Assert.Empty(GroupDraftRules.Check(draft));
        var (group, rows) = Plan(draft, existing: null);
        Assert.DoesNotContain(rows, row => !row.IsGood);
        return group!;
    }

    private static (CommittedGroup? Group, IReadOnlyList<GroupRow> Rows) Plan(
        GroupDraft draft,
        CommittedGroup? existing
    ) => new GroupPlanner(draft, existing, Machines).Plan(Id);

    private static GroupDraft Draft(string[] nodes, string[] addresses) =>
        new() { Nodes = nodes, Units = [Unit(addresses)] };

    private static UnitDraft Unit(params string[] addresses) => new([.. addresses.Select(IPAddress.Parse)]);

    private static OwnNetwork Own(string link, string address, int prefix) =>
        new(link, IPAddress.Parse(address), prefix);
}
