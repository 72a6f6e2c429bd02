using System.Net;
using Holdfast.Model.Placing;

namespace Holdfast.Model.Tests.Placing;

public sealed class NodeChoiceTests
{
    private static readonly IPAddress Client = IPAddress.Parse("192.0.2.77");

    [Fact]
    public void Order_EqualNodes_FewestClientsFirst() =>
        Assert.Equal(["b", "c", "a"], Order(Node("a", clients: 9), Node("b", clients: 2), Node("c", clients: 5)));

    [Fact]
    public void Order_NothingTellsThemApart_AlwaysTheSameAtOnePortal() =>
        Assert.Equal(Order(Node("a"), Node("b"), Node("c")), Order(Node("c"), Node("b"), Node("a")));

    [Fact]
    public void Order_NothingTellsThemApart_PortalsDiffer()
    {
        NodeCandidate[] equal = [Node("a"), Node("b"), Node("c")];
        var first = Enumerable
            .Range(0, 300)
            .Select(portal => NodeChoice.Order(equal, Client, $"portal-{portal}")[0].NodeId)
            .CountBy(node => node);

        Assert.All(["a", "b", "c"], node => Assert.InRange(first.Single(f => f.Key == node).Value, 60, 140));
    }

    [Fact]
    public void Order_TwiceTheWeight_TwiceTheClients()
    {
        var clients = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0 };
        for (var i = 0; i < 300; i++)
        {
            clients[Order(Node("a", clients["a"], weight: 200), Node("b", clients["b"]))[0]]++;
        }

        Assert.Equal((200, 100), (clients["a"], clients["b"]));
    }

    [Fact]
    public void Order_Busy_LikeLessWeight() =>
        Assert.Equal(["b", "a"], Order(Node("a", clients: 10, cpu: 0.9), Node("b", clients: 30)));

    [Fact]
    public void Order_ImpossibleLoad_StillOrdered() =>
        Assert.Equal(["b", "a"], Order(Node("a", cpu: 40), Node("b", clients: 1, cpu: -3)));

    [Fact]
    public void Order_WeightNothing_Last() =>
        Assert.Equal(
            ["b", "a"],
            Order(Node("a", weight: 0, prefers: "192.0.2.0/24"), Node("b", clients: 5000, cpu: 1))
        );

    [Fact]
    public void Order_MeantForTheClient_NearestMatchFirst() =>
        Assert.Equal(
            ["c", "b", "a"],
            Order(Node("a"), Node("b", prefers: "192.0.0.0/16"), Node("c", clients: 99, prefers: "192.0.2.64/26"))
        );

    [Theory]
    [InlineData("198.51.100.1")]
    [InlineData("2001:db8::1")]
    [InlineData(null)]
    public void Order_MeantForOthers_NoPreference(string? client) =>
        Assert.Equal(
            ["a", "b"],
            Names(
                [Node("a"), Node("b", clients: 1, prefers: "192.0.2.0/24")],
                client is null ? null : IPAddress.Parse(client)
            )
        );

    [Fact]
    public void Order_MappedAddress_SameAsIPv4() =>
        Assert.Equal(["b", "a"], Names([Node("a"), Node("b", prefers: "192.0.2.0/24")], Client.MapToIPv6()));

    private static string[] Order(params NodeCandidate[] candidates) => Names(candidates, Client);

    private static string[] Names(NodeCandidate[] candidates, IPAddress? client) =>
        [.. NodeChoice.Order(candidates, client, "portal").Select(candidate => candidate.NodeId)];

    private static NodeCandidate Node(
        string id,
        int clients = 0,
        int weight = 100,
        double cpu = 0,
        string? prefers = null
    ) => new(id, weight, clients, cpu, prefers is null ? [] : [IPNetwork.Parse(prefers)]);
}
