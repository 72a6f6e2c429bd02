using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Model.Profiles;
using Holdfast.Model.Profiles.Validation;
using Holdfast.Portal.Features.AdminApi;

namespace Holdfast.Portal.Tests.Features.AdminApi;

/// <summary>
/// A set of profiles that is good, with values of the wrong kind put in: each is said once, where it stands, and nothing else is.
/// A member that must be there and is misspelt is the exception: it is said to be unknown, and to be missing.
/// </summary>
public sealed class DamagedProfilesTests
{
    private const string Good = """
        [{"id":"office","displayName":"Office","priority":5,"hostName":"vpn.example.org","defaultGateway":true,"routes":[],
          "excludedRoutes":["192.168.7.0/24","fd07::/48"],"dnsServers":["9.9.9.9","@GW4@","2620:fe::fe"],
          "dnsSearchDomains":["corp.example.org"],"allowedGroups":["staff","guests"],"hidden":false,"clientToClient":true,
          "masquerade":false,"preferredProtocol":"open-vpn","nodes":["node-1","node-2"],
          "wireGuard":{"pool4":"10.43.0.0/24","pool6":"fd43::/64",
            "slices":[{"node":"node-1","network":"10.43.0.0/25"},{"node":"node-2","network":"10.43.0.128/25"}],
            "port":51820,"exposedPort":443,"mtu":1420,"sendMtu":true,"keepalive":25,"udp":true,"tcp":false,
            "proxyUrl":"https://vpn.example.org/wg"},
          "openVpn":{"pool4":"10.44.0.0/24","pool6":"fd44::/64","udpPorts":[1194,1195,1196],"tcpPorts":[1194],
            "exposedUdpPorts":[443],"exposedTcpPorts":[443,444],"listenAddress":"192.0.2.1","blockLan":true,"mtu":1500,
            "ping":8,"pingRestart":16,"log":true}},
         {"id":"laboratory","displayName":"Laboratory","defaultGateway":false,"routes":["172.16.0.0/12","fd01::/32"],
          "excludedRoutes":["172.16.5.0/24"],"dnsServers":["172.16.0.53"],"dnsSearchDomains":["lab.example.org"],
          "nodes":["node-3"],"wireGuard":{"pool4":"10.45.0.0/24","pool6":"fd45::/64","udp":false}}]
        """;

    [Fact]
    public void Read_Undamaged_NothingIsSaid() => Assert.Empty(SaidOf(JsonNode.Parse(Good)!));

    [Fact]
    public void Read_AnyOneValueDamaged_ExactlyThatIsSaid() =>
        Assert.All(Places(), place => Assert.Equal([place], SaidOf(Damaged(place))));

    [Fact]
    public void Read_AnyTwoIndependentValuesDamaged_ExactlyBothAreSaid()
    {
        var (random, places) = (new Random(7), Places());
        var pairs = Enumerable
            .Range(0, 1000)
            .Select(_ => (One: places[random.Next(places.Count)], Two: places[random.Next(places.Count)]))
            .Where(pair => !IsInside(pair.One, pair.Two) && !IsInside(pair.Two, pair.One))
            .ToList();

        Assert.True(pairs.Count > 800, $"{pairs.Count}");
        Assert.All(
            pairs,
            pair =>
                Assert.Equal(
                    new[] { pair.One, pair.Two }.Order(StringComparer.Ordinal),
                    SaidOf(Damaged(pair.One, pair.Two)).Order(StringComparer.Ordinal)
                )
        );
    }

    [Theory]
    [InlineData("dnsServers", "dnsServrs")]
    [InlineData("wireGuard", "wireguards")]
    [InlineData("excludedRoutes", "exclude")]
    public void Read_OptionalMemberMisspelt_OnlyThatIsSaid(string name, string misspelt)
    {
        var body = JsonNode.Parse(Good)!;
        Rename(body[1]!.AsObject(), name, misspelt);

        Assert.Equal([$"$[1].{misspelt}"], SaidOf(body));
    }

    [Fact]
    public void Read_RequiredMemberMisspelt_UnknownAndMissing()
    {
        var body = JsonNode.Parse(Good)!;
        Rename(body[0]!["wireGuard"]!.AsObject(), "pool4", "poll4");

        Assert.Equal(["$[0].wireGuard.poll4", "$[0].wireGuard"], SaidOf(body));
    }

    [Fact]
    public void Read_NamesInOtherCase_SameSettings()
    {
        var body = JsonNode.Parse(Good)!;
        Rename(body[0]!.AsObject(), "wireGuard", "WIREGUARD");
        body[0]!["WIREGUARD"]!["pool4"] = 5;

        Assert.Equal(["$[0].wireGuard.pool4"], SaidOf(body));
    }

    [Fact]
    public void Read_TooManyMistakes_NothingIsJudged()
    {
        var body = JsonNode.Parse(Good)!;
        body[0]!["displayName"] = "";
        body[0]!["nodes"] = new JsonArray([.. Enumerable.Range(0, 100_000).Select(number => (JsonNode)number)]);

        Assert.Equal(Enumerable.Range(0, 50).Select(index => $"$[0].nodes[{index}]"), SaidOf(body));
    }

    private static IReadOnlyList<string> SaidOf(JsonNode body)
    {
        var read = Body.ReadParts<Profile[]>(Encoding.UTF8.GetBytes(body.ToJsonString()));
        var judged = read.Value is null ? [] : ProfileSetValidator.Validate(read.Value, read.Unread);
        return [.. read.Problems.Concat(judged).Select(problem => problem.Where)];
    }

    /// <summary>Every object, list, element and value but the whole.</summary>
    private static List<string> Places() => [.. Inside(JsonNode.Parse(Good)!).Select(node => node.GetPath())];

    private static IEnumerable<JsonNode> Inside(JsonNode node) =>
        Children(node).SelectMany(child => Inside(child).Prepend(child));

    private static IEnumerable<JsonNode> Children(JsonNode node) =>
        node switch
        {
            JsonObject members => members.Select(member => member.Value!),
            JsonArray elements => elements!,
            _ => [],
        };

    /// <summary>Nothing that is set by an object can be set by a number, and the other way round.</summary>
    private static JsonNode Damaged(params string[] places)
    {
        var body = JsonNode.Parse(Good)!;
        foreach (var node in places.Select(place => Inside(body).Single(node => node.GetPath() == place)).ToList())
        {
            node.ReplaceWith(node is JsonObject ? 5 : (JsonNode)new JsonObject());
        }

        return body;
    }

    private static bool IsInside(string inner, string outer) =>
        inner.StartsWith(outer, StringComparison.Ordinal)
        && (inner.Length == outer.Length || inner[outer.Length] is '.' or '[');

    private static void Rename(JsonObject members, string name, string other)
    {
        var value = members[name];
        members.Remove(name);
        members[other] = value;
    }
}
