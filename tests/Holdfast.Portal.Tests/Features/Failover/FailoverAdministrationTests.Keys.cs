using Holdfast.Link.Messages;
using Holdfast.Model.Failover;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Features.Failover;

public abstract partial class FailoverAdministrationTests
{
    [Fact]
    public async Task Key_Changed_GoesOnAsTheMachinesTakeItOver()
    {
        await CommitAsync();
        var first = Assert.Single((await ToldAsync(_second)).Group.Keys);
        await DoneAsync(HttpMethod.Post, "/failover/key");
        using var again = await _portal.SendAsync(HttpMethod.Post, "/failover/key", "");
        Assert.Contains("HF-2099", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var both = await ToldAsync(revision: 2);
        Assert.Equal([1, 2], both.Group.Keys.Select(key => key.Id));
        Assert.Equal(1, both.Group.ActiveKey);
        Assert.Equal(first, both.Group.Keys[0]);
        Assert.NotEqual(first.Secret, both.Group.Keys[1].Secret);
        await TakeOverAsync(2);
        var used = await ToldAsync(revision: 3);
        Assert.Equal([2, 1], used.Group.Keys.Select(key => key.Id));
        Assert.Equal(2, used.Group.ActiveKey);
        await TakeOverAsync(3);
        var done = await ToldAsync(revision: 4);
        Assert.Equal(both.Group.Keys[1], Assert.Single(done.Group.Keys));
        Assert.Equal(2, done.Group.ActiveKey);
        Assert.NotNull(await _portal.AuditAsync("failover.key-done"));
        Assert.Equal("2", $"{(await _portal.GetAsync("/failover"))["key"]!["number"]}");

        await CommitAsync();
        Assert.Equal(done.Group.Keys, (await ToldAsync(revision: 5)).Group.Keys);
    }

    [Fact]
    public async Task Key_NoGroupOrNoWitness_IsSaid()
    {
        using var none = await _portal.SendAsync(HttpMethod.Post, "/failover/key", "");
        Assert.Contains("HF-2014", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await CommitAsync();
        await DoneAsync(HttpMethod.Post, "/failover/key");

        using var witness = await _portal.SendAsync(HttpMethod.Post, "/failover/key/witness", "");

        Assert.Contains("HF-2022", await witness.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>What the second machine is told under this revision.</summary>
    private async Task<MachinePlan> ToldAsync(long revision)
    {
        MachinePlan? plan = null;
        await Eventually.TrueAsync(
            $"the node is told revision {revision}",
            () =>
                (
                    plan = _second
                        .Heard.OfType<FailoverWanted>()
                        .LastOrDefault(wanted => wanted.Revision.Number == revision)
                        ?.Plan
                )
                    is not null
        );
        return plan!;
    }

    /// <summary>Both machines say that they live by this revision.</summary>
    private async Task TakeOverAsync(long revision)
    {
        var group = Guid.Parse($"{(await _portal.GetAsync("/failover"))["group"]!["id"]}");
        foreach (var (node, address) in new[] { (_portal.Node, "192.0.2.11"), (_second, "192.0.2.12") })
        {
            var told = node.Heard.OfType<FailoverWanted>().Last(wanted => wanted.Revision.Number == revision).Revision;
            node.Lie = status =>
                Machine(status, address, AgentStanding.Managed) with
                {
                    Failover = new(new(AgentStanding.Managed, told, group, null), null, null),
                };
            await node.SayStatusAsync();
        }
    }
}
