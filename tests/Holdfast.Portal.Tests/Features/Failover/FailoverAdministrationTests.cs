using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Data;
using Holdfast.Link.Messages;
using Holdfast.Model.Failover;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.Failover;

/// <summary>The group by the admin API, with real links to nodes that have no agent but say that they have.</summary>
public abstract partial class FailoverAdministrationTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Draft = """{"nodes":["node-1","node-2"],"units":[{"addresses":["192.0.2.10"]}]}""";

    private readonly RunningPortal _portal = RunningPortal.On(kind);
    private FakeNode _second = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.InitializeAsync();
        _second = await _portal.AddNodeAsync("second.example", "node-2");
        // Who asks one of them asks both.
        _portal.Node.Answer = _second.Answer = Answered;
        await BeMachineAsync(_portal.Node, "192.0.2.11");
        await BeMachineAsync(_second, "192.0.2.12");
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Commit_AllGood_MachinesAreToldAndTheSecondPortalShowsTheSame()
    {
        await CommitAsync();

        var told = await ToldAsync(_second);
        Assert.Equal(2, told.Local.Member);
        Assert.Equal("eth0", Assert.Single(told.Local.Links).Value);
        Assert.Equal(["192.0.2.11", "192.0.2.12"], told.Group.Members.Select(member => $"{member.Addresses[0]}"));
        Assert.Equal((await ToldAsync(_portal.Node)).Group.Keys[0].Secret, told.Group.Keys[0].Secret);
        Assert.Equal(32, Convert.FromBase64String(told.Group.Keys[0].Secret).Length);
        Assert.NotNull(await _portal.AuditAsync("failover.commit"));

        await using var beside = await _portal.StartBesideAsync();
        Assert.Equal("node-2", $"{(await beside.GetAsync("/failover"))["group"]!["members"]![1]!["node"]}");
        Assert.DoesNotContain(
            told.Group.Keys[0].Secret,
            $"{await beside.GetAsync("/failover")}",
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Validate_Good_ChangesNothing()
    {
        var rows = (await _portal.DoAsync(HttpMethod.Post, "/failover/validate", Draft))["items"]!.AsArray();

        Assert.All(rows, row => Assert.Null(row!["row"]!["problem"]));
        Assert.Contains(rows, row => $"{row!["row"]!["what"]}" == "asked");
        Assert.Null((await _portal.GetAsync("/failover"))["group"]);
        Assert.Null(await _portal.AuditAsync("failover.commit"));
    }

    [Theory]
    [InlineData("""{"nodes":["node-1","node-2"],"units":[{"addresses":["203.0.113.1"]}]}""", "HF-2018")]
    [InlineData("""{"nodes":["node-1","node-2"],"units":[{"addresses":["192.0.2.12"]}]}""", "HF-2019")]
    [InlineData("""{"nodes":["node-1"],"units":[{"addresses":["192.0.2.10"]}]}""", "HF-2015")]
    [InlineData("""{"nodes":["node-1","node-9"],"units":[{"addresses":["192.0.2.10"]}]}""", "HF-2015")]
    [InlineData("""{"nodes":["node-1","node-2"],"units":[]}""", "HF-2091")]
    public async Task Commit_SomethingIsBad_NothingIsCommitted(string draft, string problem)
    {
        using var answer = await _portal.SendAsync(HttpMethod.Put, "/failover", draft);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.Contains("HF-2093", said, StringComparison.Ordinal);
        Assert.Contains(problem, said, StringComparison.Ordinal);
        Assert.Null((await _portal.GetAsync("/failover"))["group"]);
    }

    [Theory]
    [InlineData("version", "HF-2088")]
    [InlineData("clock", "HF-2089")]
    [InlineData("by-hand", "HF-2090")]
    [InlineData("no-agent", "HF-2017")]
    [InlineData("agent", "HF-2042")]
    public async Task Commit_AMachineIsNotFit_IsRefused(string what, string problem)
    {
        switch (what)
        {
            case "version":
                _second.Software = "0.0.7";
                _second.Cut();
                break;
            case "clock":
                _second.Answer = request =>
                    Answered(request) with
                    {
                        At = TimeProvider.System.GetUtcNow().AddSeconds(-5),
                    };
                break;
            case "agent":
                _second.Answer = request =>
                    Answered(request) with
                    {
                        Rows = [new("192.0.2.10 on eth0", "HF-2042", "In use", "By a printer.", "Choose another.")],
                    };
                break;
            default:
                var standing = what == "no-agent" ? (AgentStanding?)null : AgentStanding.ByHand;
                _second.Lie = status => Machine(status, "192.0.2.12", standing);
                await _second.SayStatusAsync();
                break;
        }

        // The portal has to hear of it first.
        await Eventually.TrueAsync(
            $"{problem}",
            async () =>
            {
                using var looked = await _portal.SendAsync(HttpMethod.Post, "/failover/validate", Draft);
                return (await looked.Content.ReadAsStringAsync()).Contains(problem, StringComparison.Ordinal);
            }
        );
        using var answer = await _portal.SendAsync(HttpMethod.Put, "/failover", Draft);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null((await _portal.GetAsync("/failover"))["group"]);
    }

    [Fact]
    public async Task Remove_AGroup_MachinesAreToldSo()
    {
        await CommitAsync();
        await ToldAsync(_second);

        using var removed = await _portal.Admin.DeleteAsync("/api/admin/v1/failover");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await Eventually.TrueAsync(
            "the node is told",
            () => _second.Heard.OfType<FailoverWanted>().LastOrDefault() is { Plan: null, Revision.Number: 2 }
        );
        using var again = await _portal.Admin.DeleteAsync("/api/admin/v1/failover");
        Assert.Contains("HF-2014", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwitchOver_OneIsActive_ItIsAskedAndItIsWrittenDown()
    {
        await CommitAsync();
        await BeActiveAsync();

        using var answer = await _portal.SendAsync(HttpMethod.Post, "/failover/switch", """{"to":"node-1"}""");

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        var asked = _second.Heard.OfType<FailoverRequest>().Last();
        Assert.Equal((FailoverCommand.SwitchOver, 51, 1), (asked.Command, asked.Unit, asked.Successor));
        Assert.NotNull(await _portal.AuditAsync("failover.switch"));
    }

    [Fact]
    public async Task SwitchOver_TheMachineRefuses_IsSaid()
    {
        await CommitAsync();
        await BeActiveAsync();
        _second.Answer = request => Answered(request) with { Refused = "Nobody is ready." };

        using var answer = await _portal.SendAsync(HttpMethod.Post, "/failover/switch", "{}");

        var said = await answer.Content.ReadAsStringAsync();
        Assert.Contains("HF-2095", said, StringComparison.Ordinal);
        Assert.Contains("Nobody is ready.", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "HF-2094")]
    [InlineData("""{"unit":99}""", "HF-2096")]
    [InlineData("""{"to":"node-9"}""", "HF-2096")]
    public async Task SwitchOver_CannotBe_IsSaid(string body, string problem)
    {
        await CommitAsync();

        using var answer = await _portal.SendAsync(HttpMethod.Post, "/failover/switch", body);

        Assert.Contains(problem, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hold_AMember_ItIsAsked()
    {
        await CommitAsync();

        using var held = await _portal.SendAsync(HttpMethod.Put, "/failover/hold/node-2", "");
        using var stranger = await _portal.SendAsync(HttpMethod.Put, "/failover/hold/node-9", "");

        Assert.Equal(HttpStatusCode.NoContent, held.StatusCode);
        Assert.Equal(FailoverCommand.Hold, _second.Heard.OfType<FailoverRequest>().Last().Command);
        Assert.Contains("HF-2096", await stranger.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToWhatNobodyAsked_ChangesNothing()
    {
        await _second.SayAsync(new FailoverAnswer(Guid.CreateVersion7(), TimeProvider.System.GetUtcNow(), null, []));

        await CommitAsync();
    }

    /// <summary>What answers without a body.</summary>
    private async Task DoneAsync(HttpMethod method, string path)
    {
        using var answer = await _portal.SendAsync(method, path, "");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    private async Task CommitAsync() => await _portal.DoAsync(HttpMethod.Put, "/failover", Draft);

    private static async Task<MachinePlan> ToldAsync(FakeNode node)
    {
        MachinePlan? plan = null;
        await Eventually.TrueAsync(
            "the node is told",
            () => (plan = node.Heard.OfType<FailoverWanted>().LastOrDefault()?.Plan) is not null
        );
        return plan!;
    }

    private async Task BeActiveAsync()
    {
        UnitReport unit = new(51, ["192.0.2.10"], UnitRole.Active, "1.2", true, null, false, null, [], null, 5);
        _second.Lie = status =>
            Machine(status, "192.0.2.12", AgentStanding.Managed) is var machine
                ? machine with
                {
                    Failover = machine.Failover! with { Agent = new(2, "node-2", [unit], [], null) },
                }
                : machine;
        await _second.SayStatusAsync();
        await Eventually.TrueAsync(
            "the portal to know who is active",
            async () => $"{(await _portal.GetAsync("/failover"))["units"]![0]!["active"]}" == "node-2"
        );
    }

    private Task BeMachineAsync(FakeNode node, string address) => BeMachineAsync(node, address, Draft);

    /// <param name="draft">Of a group in which the node is.</param>
    private async Task BeMachineAsync(FakeNode node, string address, string draft)
    {
        node.Software = SoftwareVersion.Text;
        node.Lie = status => Machine(status, address, AgentStanding.NotConfigured);
        node.Cut();
        await Eventually.TrueAsync(
            "the portal to know its networks",
            async () =>
            {
                using var answer = await _portal.SendAsync(HttpMethod.Post, "/failover/validate", draft);
                var rows = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray();
                return rows.Any(row =>
                    $"{row!["node"]}" == node.Id
                    && $"{row["row"]!["what"]}" == "clock"
                    && row["row"]!["problem"] is null
                );
            }
        );
    }

    private static NodeStatus Machine(NodeStatus status, string address, AgentStanding? standing) =>
        status with
        {
            Networks = [new("eth0", IPAddress.Parse(address), 24)],
            Failover = standing is { } one ? new(new(one, null, null, null), null, null) : null,
        };

    private static FailoverAnswer Answered(FailoverRequest request) =>
        new(
            request.Id,
            TimeProvider.System.GetUtcNow(),
            null,
            request.Command == FailoverCommand.Validate ? [new("asked")] : []
        );
}

public sealed class FailoverAdministrationSqliteTests() : FailoverAdministrationTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class FailoverAdministrationPostgresTests() : FailoverAdministrationTests(DatabaseKind.Postgres);
