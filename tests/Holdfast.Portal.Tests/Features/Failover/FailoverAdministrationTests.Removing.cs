using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Link.Messages;
using Holdfast.Model.Failover;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.Failover;

public abstract partial class FailoverAdministrationTests
{
    [Fact]
    public async Task Remove_AMachineCannotDoWithout_NothingIsForgotten()
    {
        await CommitAsync();
        _second.Answer = request =>
            Answered(request) with
            {
                Refused = request.Command == FailoverCommand.MayForget ? "HF-2073 The database." : null,
            };

        using var refused = await _portal.Admin.DeleteAsync("/api/admin/v1/failover");

        var said = await refused.Content.ReadAsStringAsync();
        Assert.Contains("HF-2098", said, StringComparison.Ordinal);
        Assert.Contains("node-2: HF-2073 The database.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("node-1:", said, StringComparison.Ordinal);
        Assert.NotNull((await _portal.GetAsync("/failover"))["group"]);
        Assert.Null(await _portal.AuditAsync("failover.remove"));
        Assert.DoesNotContain(_second.Heard.OfType<FailoverWanted>(), wanted => wanted.Revision.Number > 1);
    }

    [Fact]
    public async Task Remove_AMachineIsAway_IsRefusedUntilItsNodeIsRemoved()
    {
        await CommitAsync();
        await _second.DisposeAsync();
        await Eventually.TrueAsync(
            "the portal to miss it",
            async () =>
            {
                using var refused = await _portal.Admin.DeleteAsync("/api/admin/v1/failover");
                var said = await refused.Content.ReadAsStringAsync();
                return said.Contains("HF-2098", StringComparison.Ordinal)
                    && said.Contains("node-2: It cannot be asked.", StringComparison.Ordinal);
            }
        );

        await DoneAsync(HttpMethod.Delete, "/nodes/node-2");
        using var removed = await _portal.Admin.DeleteAsync("/api/admin/v1/failover");

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
    }

    [Fact]
    public async Task Commit_WithoutAMachineThatCannotDoWithout_IsBad()
    {
        await CommitAsync();
        await using var third = await _portal.AddNodeAsync("third.example", "node-3");
        third.Answer = Answered;
        var other = Draft.Replace("node-2", "node-3", StringComparison.Ordinal);
        await BeMachineAsync(third, "192.0.2.13", other);
        _second.Answer = request =>
            Answered(request) with
            {
                Refused = request.Command == FailoverCommand.MayForget ? "HF-2073 The database." : null,
            };

        using var refused = await _portal.SendAsync(HttpMethod.Put, "/failover", other);
        Assert.Contains("HF-2098", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        _second.Answer = Answered;
        await _portal.DoAsync(HttpMethod.Put, "/failover", other);
        Assert.Equal("node-3", $"{(await _portal.GetAsync("/failover"))["group"]!["members"]![1]!["node"]}");
    }

    [Fact]
    public async Task View_WithoutAGroup_NamesWhoKeepsOneAndTheGatewaysThatAreWorthWatching()
    {
        foreach (var (node, address) in new[] { (_portal.Node, "192.0.2.11"), (_second, "192.0.2.12") })
        {
            node.Lie = status =>
                Machine(status, address, AgentStanding.Managed) is var machine
                    ? machine with
                    {
                        Networks = [machine.Networks![0] with { Gateway = IPAddress.Parse("192.0.2.1") }],
                        Failover = machine.Failover! with { Trouble = "HF-2073 The database." },
                    }
                    : machine;
            await node.SayStatusAsync();
        }

        await Eventually.TrueAsync(
            "the portal to hear of it",
            async () =>
                await _portal.GetAsync("/failover") is var view
                && $"{view["alarms"]}".Contains("node-2: it keeps a group", StringComparison.Ordinal)
                && view["gateways"]!.AsArray() is [var gateway]
                && $"{gateway}" == "192.0.2.1"
        );
    }

    [Fact]
    public async Task Validate_NothingMustBeReached_IsGoodWithAdvice()
    {
        var watched = Draft[..^1] + ""","options":{"reachable":["192.0.2.1"]}}""";

        Assert.Contains(await RowsAsync(Draft), row => IsAdvice(row!));
        Assert.DoesNotContain(await RowsAsync(watched), row => IsAdvice(row!));

        static bool IsAdvice(JsonNode row) =>
            $"{row["row"]!["what"]}" == "nothing must be reached"
            && row["row"]!["problem"] is null
            && row["row"]!["remedy"] is not null;
    }

    private async Task<JsonArray> RowsAsync(string draft) =>
        (await _portal.DoAsync(HttpMethod.Post, "/failover/validate", draft))["items"]!.AsArray();
}
