using System.Net;
using System.Text;
using System.Text.Json;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.AdminApi;

/// <summary>Profiles in the admin API: whatever is wrong with them is said in one answer, and then nothing changes.</summary>
public sealed class ProfileMistakesTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Root = "/api/admin/v1";

    [Fact]
    public async Task Profiles_TwoMistakes_AreBothSaid_AndTheOldOnesStay()
    {
        var before = await portal.Admin.GetStringAsync($"{Root}/profiles");
        using var content = new StringContent(
            """
            {"items":[{"id":"Wrong Id","displayName":"","dnsServers":["nothing"],
              "wireGuard":{"pool4":"10.1.0.0/16","pool6":"fd00::/64","port":70000}}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles", content);
        var ids = await ProblemIdsAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(ids.Count >= 4, string.Join(' ', ids));
        Assert.Equal(before, await portal.Admin.GetStringAsync($"{Root}/profiles"));
    }

    [Theory]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":[],"removeAll":false}""")]
    public async Task Profiles_EmptyListNotSaidToBeMeant_Refused(string text)
    {
        var before = await portal.Admin.GetStringAsync($"{Root}/profiles");
        using var content = new StringContent(text, Encoding.UTF8, "application/json");
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["HF-1091"], await ProblemIdsAsync(answer));
        Assert.Equal(before, await portal.Admin.GetStringAsync($"{Root}/profiles"));
    }

    [Fact]
    public async Task Profiles_ManyThingsOfTheWrongKind_AreAllSaidWithTheirPlaces()
    {
        using var content = new StringContent(
            """
            {"items":[{"id":"a","displayName":"A","colour":"red","routes":["10.0.0.1/8","10.0.0.0/8","x"],
              "hidden":"yes","wireGuard":{"pool4":"nowhere","pool6":"fd00::/64","port":"51820"}},
              {"displayName":5}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles", content);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var problems = body.RootElement.GetProperty("problems").EnumerateArray().ToList();

        Assert.Equal(
            [
                "$.items[0].colour There is no such setting.",
                "$.items[0].hidden Not true or false.",
                "$.items[0].routes[0] Expected a network such as 10.61.0.0/24, without host bits.",
                "$.items[0].routes[2] Expected a network such as 10.61.0.0/24, without host bits.",
                "$.items[0].wireGuard.pool4 Expected a network such as 10.61.0.0/24, without host bits.",
                "$.items[0].wireGuard.port Not a whole number.",
                "$.items[1] Missing: id.",
                "$.items[1].displayName Not text.",
                "profiles[#2] Nobody could connect.",
                "profiles[#2].dnsServers Clients would go on asking the name servers of the network they are in.",
            ],
            problems
                .Select(p => $"{p.GetProperty("where").GetString()} {p.GetProperty("detail").GetString()}")
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Profiles_NullWhereNothingMayBeMissing_IsSaidWithItsPlace()
    {
        using var content = new StringContent(
            """
            {"items":[null,{"id":"a","displayName":null,"routes":null,"dnsServers":["9.9.9.9",null,"nothing",null],
              "nodes":[7],"wireGuard":{"pool4":"10.1.0.0/16","pool6":"fd00::/64","slices":[null]}}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles", content);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            [
                "$.items[0]",
                "$.items[1].displayName",
                "$.items[1].dnsServers[1]",
                "$.items[1].dnsServers[3]",
                "$.items[1].nodes[0]",
                "$.items[1].routes",
                "$.items[1].wireGuard.slices[0]",
                "profiles[a].dnsServers[2]",
            ],
            body.RootElement.GetProperty("problems")
                .EnumerateArray()
                .Select(p => p.GetProperty("where").GetString())
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Profiles_UnreadableAndSenseless_AllInOneAnswer_AndTheOldOnesStay()
    {
        var before = await portal.Admin.GetStringAsync($"{Root}/profiles");
        using var content = new StringContent(
            """
            {"items":[
              {"id":"a","displayName":7,"routes":["10.0.0.1/8","192.168.0.0/16"],"dnsServers":["nothing"],
               "wireGuard":{"pool4":"nowhere","pool6":"fd00::/64","port":70000,"mtu":"x"}},
              {"id":"B","displayName":"","dnsServers":["9.9.9.9"],"hidden":1,
               "wireGuard":{"pool4":"10.7.0.0/16","pool6":"fd00::/64","port":51820},
               "openVpn":{"pool4":"10.8.0.0/16","pool6":"fd08::/64","udpPorts":["x",51820,1194],"tcpPorts":[]}}]}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            [
                "HF-1404 $.items[0].displayName",
                "HF-1404 $.items[0].routes[0]",
                "HF-1404 $.items[0].wireGuard.pool4",
                "HF-1404 $.items[0].wireGuard.mtu",
                "HF-1404 $.items[1].hidden",
                "HF-1404 $.items[1].openVpn.udpPorts[0]",
                "HF-1004 profiles[a].wireGuard.port",
                "HF-1016 profiles[a].dnsServers[0]",
                "HF-1019 profiles[a].routes",
                "HF-1001 profiles[B].id",
                "HF-1003 profiles[B].displayName",
                "HF-1011 profiles[B].wireGuard.pool6",
            ],
            await SaidAsync(answer)
        );
        Assert.Equal(before, await portal.Admin.GetStringAsync($"{Root}/profiles"));
    }

    [Fact]
    public async Task Profile_OtherIdUnreadableAndSenseless_AllInOneAnswer()
    {
        using var content = new StringContent(
            """{"id":"other","displayName":"","dnsServers":["9.9.9.9"],"wireGuard":{"pool4":"10.61.0.0/24","pool6":5}}""",
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles/more", content);

        Assert.Equal(
            [
                "HF-1404 $.wireGuard.pool6",
                "HF-1404 id",
                "HF-1003 profiles[more].displayName",
                "HF-1011 profiles[more].wireGuard.pool4",
                "HF-1012 profiles[more].wireGuard.port",
            ],
            await SaidAsync(answer)
        );
    }

    [Theory]
    [InlineData("\"id\":5,", "$.id")]
    [InlineData("", "$")]
    public async Task Profile_WithoutId_IsSaidWithTheRest(string id, string where)
    {
        using var content = new StringContent(
            $$$"""
            {{{{id}}}"displayName":"","dnsServers":["9.9.9.9"],
             "wireGuard":{"pool4":"10.1.0.0/16","pool6":"fd00::/64","port":9}}
            """,
            Encoding.UTF8,
            "application/json"
        );
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles/-", content);

        Assert.Equal([$"HF-1404 {where}", "HF-1003 profiles[-].displayName"], await SaidAsync(answer));
    }

    [Theory]
    [InlineData("""{"items":5}""", "HF-1404 $.items")]
    [InlineData("""{"items":[5]}""", "HF-1404 $.items[0]")]
    [InlineData("""{"items":[],"removeAll":"yes"}""", "HF-1404 $.removeAll")]
    [InlineData("""{"removeAll":true}""", "HF-1404 $")]
    [InlineData("5", "HF-1404 $")]
    public async Task Profiles_ListItselfUnreadable_OnlyThatIsSaid(string text, string said)
    {
        using var content = new StringContent(text, Encoding.UTF8, "application/json");
        using var answer = await portal.Admin.PutAsync($"{Root}/profiles", content);

        Assert.Equal([said], await SaidAsync(answer));
    }

    private static async Task<IReadOnlyList<string>> SaidAsync(HttpResponseMessage answer)
    {
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return
        [
            .. body
                .RootElement.GetProperty("problems")
                .EnumerateArray()
                .Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("where").GetString()}"),
        ];
    }

    private static async Task<IReadOnlyList<string>> ProblemIdsAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return
        [
            .. body.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("id").GetString()!),
        ];
    }
}
